/**
 * Values: text (string), number (BigInt), date (`Day`), true or false, or empty (null; a text of no letters is empty). Pure.
 *
 * A number is a whole count of 10⁻¹² and smaller than 10¹⁵: sums are exact, products and quotients rounded to 12
 * decimals with halves away from zero. Whole numbers behave alike in every language, so that this and
 * templates_app/document/expressions/ agree to the last digit.
 *
 * @typedef {string | bigint | Day | boolean | null} Value
 */

export const UNIT = 10n ** 12n;
export const MAX_NUMBER = 10n ** 15n;
const NUMBER = /^([-+]?)([0-9]+)(?:\.([0-9]+))?$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DAY_MS = 86_400_000;

/** A day of the years 1 to 9999; `number` counts days from 1970. */
export class Day {
  constructor(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    this.number = Math.round(date.getTime() / DAY_MS);
  }

  static numbered(number) {
    const date = new Date(number * DAY_MS);
    return new Day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  }

  #part(name) {
    return new Date(this.number * DAY_MS)[name]();
  }

  get year() {
    return this.#part("getUTCFullYear");
  }

  get month() {
    return this.#part("getUTCMonth") + 1;
  }

  get day() {
    return this.#part("getUTCDate");
  }

  toString() {
    const [year, month, day] = [this.year, this.month, this.day].map(String);
    return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }
}

/** @param {Value} value @returns {"text"|"number"|"date"|"boolean"|"empty"} */
export function kindOf(value) {
  if (value === null) return "empty";
  if (value instanceof Day) return "date";
  return { string: "text", bigint: "number", boolean: "boolean" }[typeof value];
}

const abs = (units) => (units < 0n ? -units : units);

/** A quotient of whole numbers, halves away from zero. */
export function divided(units, by) {
  const size = abs(by);
  let quotient = abs(units) / size;
  if (2n * (abs(units) % size) >= size) quotient += 1n;
  return units < 0n === by < 0n ? quotient : -quotient;
}

/** A plain decimal, with more than 12 decimals rounded; null for anything else and for what is too large. */
export function readNumber(text) {
  const found = NUMBER.exec(text);
  if (!found || found[2].replace(/^0+/, "").length > String(MAX_NUMBER).length) return null;
  const decimals = found[3] ?? "";
  const units = divided(BigInt(found[2] + decimals) * UNIT, 10n ** BigInt(decimals.length));
  if (units >= MAX_NUMBER * UNIT) return null;
  return found[1] === "-" ? -units : units;
}

/** A day written 2026-11-21, null for anything else. */
export function readDate(text) {
  const found = DATE.exec(text);
  if (!found || Number(found[1]) < 1) return null;
  const day = new Day(...found.slice(1).map(Number));
  return String(day) === text ? day : null;
}

/** As it stands in the values of a certificate: dates ISO, numbers plain decimals, true or false in words. */
export function toText(value) {
  if (typeof value !== "bigint") return value === null ? "" : String(value);
  const fraction = String(abs(value) % UNIT).padStart(12, "0").replace(/0+$/, "");
  const whole = `${value < 0n ? "-" : ""}${abs(value) / UNIT}`;
  return fraction ? `${whole}.${fraction}` : whole;
}
