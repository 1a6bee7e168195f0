/** Elements inside groups, seen from the page. `groups` are the groups around an element, from the outermost. Pure. */

import { boundsOfPoints, centreOf, cornersOf, fromPage, moveBy, toPage } from "./boxes.js";
import { LEAST_SIDE } from "./limits.js";
import { round } from "./units.js";

// A group that is flipped shows what is in it the other way round, about its centre.
const flipped = (group, { x, y }) => ({ x: group.flipX ? -x : x, y: group.flipY ? -y : y });

function pointOutside(group, point) {
  const centre = centreOf(group);
  const way = toPage(group, flipped(group, { x: point.x - group.width / 2, y: point.y - group.height / 2 }));
  return { x: centre.x + way.x, y: centre.y + way.y };
}

/**
 * @param {import("./boxes.js").Point} point mm on the page
 * @param {object[]} groups
 * @returns {import("./boxes.js").Point} mm in the innermost group
 */
export const pointInside = (point, groups) =>
  groups.reduce((at, group) => {
    const centre = centreOf(group);
    const way = flipped(group, fromPage(group, { x: at.x - centre.x, y: at.y - centre.y }));
    return { x: way.x + group.width / 2, y: way.y + group.height / 2 };
  }, point);

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
export const wayInside = (way, groups) => groups.reduce((inside, group) => flipped(group, fromPage(group, inside)), way);

/**
 * A group whose box lies close around its members again, after one of them has changed; each stays where it is on the page.
 *
 * @param {object} group
 * @returns {object} the same group when its box fits already
 */
export function fitted(group) {
  const bounds = boundsOfPoints(group.elements.flatMap(cornersOf));
  const [x, y, width, height] = [bounds.x, bounds.y, bounds.width, bounds.height].map(round);
  const box = { width: Math.max(LEAST_SIDE, width), height: Math.max(LEAST_SIDE, height) };
  if (x === 0 && y === 0 && box.width === group.width && box.height === group.height) return group;
  const centre = pointOutside(group, { x: x + box.width / 2, y: y + box.height / 2 });
  return {
    ...group,
    ...box,
    x: round(centre.x - box.width / 2),
    y: round(centre.y - box.height / 2),
    elements: group.elements.map((element) => moveBy(element, -x, -y)),
  };
}

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
