/** Outlines of elements: made when they are first asked for, taken away when nothing is left of them; dashes by name. Lengths in mm. Pure. */

import { round } from "../geometry/geometry.js";
import { INK } from "./paints.js";

const NEW = { color: INK, width: 0.5 };
const NEW_ON_TEXT = { color: INK, width: 0.2 };
const LEAST_LINE_MM = 0.05;
const THIN_MM = 0.3;

/** Dashes and gaps as multiples of the width. */
const PATTERNS = { dashed: [4, 3], dotted: [0, 2.5], dashdot: [5, 2.5, 0, 2.5] };
const DASHES = ["solid", ...Object.keys(PATTERNS), "own"];

const unit = (stroke) => Math.max(THIN_MM, stroke.width);

/** @param {object | null | undefined} stroke @returns {string} one of DASHES */
export function dashName(stroke) {
  if (!stroke?.dash?.some((length) => length > 0)) return "solid";
  const fits = ([, pattern]) => pattern.length === stroke.dash.length && pattern.every((part, at) => Math.abs(part * unit(stroke) - stroke.dash[at]) < 0.02);
  return Object.entries(PATTERNS).find(fits)?.[0] ?? "own";
}

/** @param {string} text such as "3 1.5" @returns {number[] | null} null for what is no pattern */
export function dashFrom(text) {
  const lengths = text.trim().split(/[\s;]+|,\s+/).map((part) => Number(part.replace(",", ".")));
  const isPattern = lengths.length <= 16 && lengths.every((length) => length >= 0 && length <= 1000) && lengths.some((length) => length > 0);
  return isPattern ? lengths.map(round) : null;
}

/**
 * The stroke of an element after a change.
 *
 * @param {{type: string, stroke?: object | null}} element
 * @param {{color?: string | null, width?: number, dash?: string | number[], cap?: string, join?: string}} change dash: a name of
 *   DASHES or lengths; color null and width 0 take the outline away, but for a line, which is nothing else
 * @returns {object | undefined} undefined for none
 */
export function changedStroke(element, change) {
  const isLine = element.type === "line";
  const isGone = change.color === null || change.width === 0;
  if (isGone && !isLine) return undefined;
  const before = element.stroke ?? (element.type === "text" ? NEW_ON_TEXT : NEW);
  const { dash, ...plain } = change;
  const after = { ...before, ...plain };
  if (isLine) Object.assign(after, { color: change.color ?? before.color, width: Math.max(LEAST_LINE_MM, after.width) });
  return dashed(after, dash ?? dashName(before));
}

// A named pattern grows with the width; its dots are round.
function dashed(stroke, dash) {
  if (dash === "own") return stroke;
  const { dash: _, ...plain } = stroke;
  if (dash === "solid") return plain;
  if (Array.isArray(dash)) return { ...plain, dash };
  const lengths = PATTERNS[dash].map((part) => round(part * unit(stroke)));
  return { ...plain, dash: lengths, ...(PATTERNS[dash].includes(0) ? { cap: "round" } : {}) };
}
