/** Lengths as the document keeps them and as people type them. Pure. */

const MM_PER = { mm: 1, cm: 10, in: 25.4, px: 25.4 / 96, pt: 25.4 / 72 };
// Fine enough that a shown value, typed again, is the same hundredth of a millimetre.
const SHOWN_DECIMALS = { mm: 2, cm: 3, in: 4, px: 2, pt: 2 };
const SIGNS = { '"': "in", "″": "in" };
const TYPED = /^([+\-−]?)(\d+(?:[.,]\d*)?|[.,]\d+)\s*(mm|cm|in|px|pt|"|″)?$/i;

/** To this many decimals; never minus zero. */
const toDecimals = (value, decimals) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

/**
 * What goes into the document: hundredths of a millimetre, of a degree or of a point.
 * @param {number} value @returns {number}
 */
export const round = (value) => toDecimals(value, 2);

/**
 * A length as it is shown in a field.
 * @param {number} length mm
 * @param {"mm"|"cm"|"in"|"px"|"pt"} unit px are CSS pixels, 96 an inch
 * @returns {number}
 */
export const inUnit = (length, unit) => toDecimals(length / MM_PER[unit], SHOWN_DECIMALS[unit]);

/**
 * A length as it was typed: "12", "12,5", "1 in", "20mm". A unit in the text goes before the unit of the field.
 * @param {string} text
 * @param {"mm"|"cm"|"in"|"px"|"pt"} unit
 * @returns {number | null} mm to 0.01; null when the text is no length
 */
export function fromUnit(text, unit) {
  const [, sign, digits, typed] = TYPED.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const written = typed ? (SIGNS[typed] ?? typed.toLowerCase()) : unit;
  const size = Number(digits.replace(",", ".")) * MM_PER[written];
  return Number.isFinite(size) ? round(sign && sign !== "+" ? -size : size) : null;
}
