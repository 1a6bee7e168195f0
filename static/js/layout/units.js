/** Lengths. Documents are in millimetres and type in points; the scene is in CSS pixels (96 an inch). */

export const PX_PER_MM = 96 / 25.4;
export const PX_PER_PT = 96 / 72;
export const PT_PER_PX = 72 / 96;

/** @param {number} mm @returns {number} CSS pixels */
export const mm = (value) => value * PX_PER_MM;

/** @param {number} pt @returns {number} CSS pixels */
export const pt = (value) => value * PX_PER_PT;

/** A finite number, or the fallback: nothing else may reach a coordinate or an attribute. */
export function finite(value, fallback = 0) {
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}
