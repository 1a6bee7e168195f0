/** Elements mirrored on a line across the page. Pure. */

import { centreOf, isLine, normalAngle } from "./boxes.js";
import { round } from "./units.js";

const FLIPS = { x: "flipX", y: "flipY" };
/** What is read stays readable: it changes its place and its turn, never its letters. */
export const READ = new Set(["text", "qr"]);

/**
 * Mirror elements as one picture. Members of a group change places in it, so that words in groups stay readable too.
 *
 * @param {object[]} elements siblings
 * @param {"x"|"y"} axis "x" changes left and right, "y" top and bottom
 * @param {number} about mm, where the mirror stands
 * @param {{letters?: boolean}} [options] mirror the letters of texts too
 * @returns {object[]} new elements, to 0.01 mm
 */
export function mirrored(elements, axis, about, { letters = false } = {}) {
  return elements.map((element) => {
    if (isLine(element)) return { ...element, [axis]: round(2 * about - element[axis]), [`${axis}2`]: round(2 * about - element[`${axis}2`]) };
    const centre = 2 * about - centreOf(element)[axis];
    const half = (axis === "x" ? element.width : element.height) / 2;
    return { ...turnedOver(element, axis, letters), [axis]: round(centre - half) };
  });
}

function turnedOver(element, axis, letters) {
  const changed = { ...element };
  for (const key of ["rotation", "skewX", "skewY"]) if (element[key]) changed[key] = normalAngle(-element[key]);
  if (element.elements) {
    changed.elements = mirrored(element.elements, axis, (axis === "x" ? element.width : element.height) / 2);
    return changed;
  }
  return !READ.has(element.type) || (letters && element.type === "text") ? flipped(changed, axis) : changed;
}

function flipped(element, axis) {
  const { [FLIPS[axis]]: isFlipped, ...others } = element;
  return isFlipped ? others : { ...others, [FLIPS[axis]]: true };
}

/**
 * A member as its flipped group shows it, words in a mirror too; and the other way round.
 *
 * @param {object} element in the coordinates of the group
 * @param {object} group
 * @returns {object} the element that looks so in a group that is not flipped; the same one for such a group
 */
export function asFlipped(element, group) {
  const middles = { x: group.width / 2, y: group.height / 2 };
  const axes = Object.keys(FLIPS).filter((axis) => group[FLIPS[axis]]);
  return axes.reduce((seen, axis) => reflected(seen, axis, middles[axis]), element);
}

// A group in it is flipped as a whole.
function reflected(element, axis, about) {
  if (!element.elements) return mirrored([element], axis, about, { letters: true })[0];
  const [moved] = mirrored([{ ...element, elements: [] }], axis, about);
  return flipped({ ...moved, elements: element.elements }, axis);
}
