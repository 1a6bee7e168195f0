/** Sizes of paper by name, and what of it is safe to print on. Lengths in mm. Pure. */

import { withChanges } from "./tree.js";

/** Upright: the shorter side first. */
const PAGE_SIZES = {
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
  badge: [100, 100],
};

/** What is read keeps this far from the edge, as printers and frames take that much; on small pages, such as badges, less will do. */
const [SAFE_MM, SAFE_SMALL_MM, SMALL_PAGE_MM] = [5, 3, 150];

/** @param {{width: number, height: number}} page @returns {number} mm between the edge of the page and its safe area */
export const safeMargin = ({ width, height }) => (Math.max(width, height) < SMALL_PAGE_MM ? SAFE_SMALL_MM : SAFE_MM);

const isNear = (one, other) => Math.abs(one - other) < 0.05;

/** @param {{width: number, height: number}} page @returns {string} a name of PAGE_SIZES, or "custom" */
export function sizeNameOf({ width, height }) {
  const [short, long] = width < height ? [width, height] : [height, width];
  return Object.keys(PAGE_SIZES).find((name) => isNear(PAGE_SIZES[name][0], short) && isNear(PAGE_SIZES[name][1], long)) ?? "custom";
}

/** @param {{width: number, height: number}} page @returns {"portrait"|"landscape"|"square"} */
export const orientationOf = ({ width, height }) => (width === height ? "square" : width < height ? "portrait" : "landscape");

/** The page in a size, lying as it did. @param {object} page @param {string} name of PAGE_SIZES @returns {object} the same page where it has that size */
export function resized(page, name) {
  const [short, long] = PAGE_SIZES[name];
  return withChanges(page, page.width < page.height ? { width: short, height: long } : { width: long, height: short });
}

/** The page lying the other way. @param {object} page @param {"portrait"|"landscape"} orientation @returns {object} the same page when it lies so */
export function turnedPage(page, orientation) {
  const [short, long] = [Math.min(page.width, page.height), Math.max(page.width, page.height)];
  return withChanges(page, orientation === "portrait" ? { width: short, height: long } : { width: long, height: short });
}
