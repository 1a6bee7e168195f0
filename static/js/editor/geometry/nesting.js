/** Elements inside groups, seen from the page. `groups` are the groups around an element, from the outermost. Pure. */

import { boundsOfPoints, centreOf, cornersOf, fromPage, toPage } from "./boxes.js";

function pointOutside(group, point) {
  const centre = centreOf(group);
  const way = toPage(group, { x: point.x - group.width / 2, y: point.y - group.height / 2 });
  return { x: centre.x + way.x, y: centre.y + way.y };
}

/** @param {object} element @param {object[]} groups @returns {import("./boxes.js").Point[]} its corners, or ends, on the page in mm */
export const cornersOnPage = (element, groups) =>
  groups.reduceRight((corners, group) => corners.map((corner) => pointOutside(group, corner)), cornersOf(element));

/** @param {object} element @param {object[]} groups @returns {import("./boxes.js").Bounds} upright, on the page in mm */
export const boundsOnPage = (element, groups) => boundsOfPoints(cornersOnPage(element, groups));

/**
 * A way of the pointer as moving and resizing an element in these groups need it.
 * @param {import("./boxes.js").Point} way mm on the page
 * @param {object[]} groups
 * @returns {import("./boxes.js").Point} mm in the axes of the innermost group
 */
export const wayInside = (way, groups) => groups.reduce((inside, group) => fromPage(group, inside), way);

/**
 * How the box of an element lies on the page: its own x and y, from its top left corner, become `a·x + c·y + e` and `b·x + d·y + f`.
 *
 * @param {object} element
 * @param {object[]} groups
 * @returns {{a: number, b: number, c: number, d: number, e: number, f: number}} e and f in mm
 */
export function matrixOnPage(element, groups) {
  const [nw, ne, , sw] = cornersOnPage(element, groups);
  const { width, height } = element;
  return { a: (ne.x - nw.x) / width, b: (ne.y - nw.y) / width, c: (sw.x - nw.x) / height, d: (sw.y - nw.y) / height, e: nw.x, f: nw.y };
}
