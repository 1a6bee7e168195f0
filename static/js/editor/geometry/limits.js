/** What a document may hold: templates_app/document/ decides, and a test compares. Lengths in mm, type in pt. Pure. */

/** Least and most of each measure of an element. */
export const RANGES = {
  x: [-2400, 2400],
  y: [-2400, 2400],
  x2: [-2400, 2400],
  y2: [-2400, 2400],
  width: [0.05, 2400],
  height: [0.05, 2400],
  radius: [0, 1200],
  size: [1, 600],
  minSize: [1, 600],
  letterSpacing: [-20, 200],
};
export const STROKE = { width: [0, 100], dash: [0, 1000] };
export const SHADOW = [-100, 100];
/** Of a box. */
export const [LEAST_SIDE, MOST_SIDE] = RANGES.width;
/** Of a page. */
export const PAGE_SIDE = [20, 1200];
export const MOST_BLEED = 10;
export const MOST_PAGES = 10;
/** Along one axis of a page, and how far from its edge. */
export const MOST_GUIDES = 100;
export const GUIDE = [-2400, 2400];

/** @param {number} value @param {[number, number]} range @returns {number} */
export const within = (value, [least, most]) => Math.min(most, Math.max(least, value));
