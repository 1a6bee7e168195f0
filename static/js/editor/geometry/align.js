/** Several elements put in line, or at equal distances. Pure. */

import { boundsOf, boundsOfMany, isLine, moveBy } from "./boxes.js";

const BOX = ["x", "y"];
const ENDS = ["x", "y", "x2", "y2"];
// The axis, and which share of what is left over goes before the element.
const PLACES = { left: ["x", 0], centre: ["x", 0.5], right: ["x", 1], top: ["y", 0], middle: ["y", 0.5], bottom: ["y", 1] };
const SIZES = { x: "width", y: "height" };

// The properties by which each element differs after its shift along the axis.
function changesOf(elements, axis, shiftOf) {
  const changes = {};
  for (const element of elements) {
    const shift = shiftOf(element);
    const moved = moveBy(element, axis === "x" ? shift : 0, axis === "y" ? shift : 0);
    const keys = (isLine(element) ? ENDS : BOX).filter((key) => key.startsWith(axis) && moved[key] !== element[key]);
    if (keys.length) changes[element.id] = Object.fromEntries(keys.map((key) => [key, moved[key]]));
  }
  return changes;
}

/**
 * @param {object[]} elements siblings
 * @param {"left"|"centre"|"right"|"top"|"middle"|"bottom"} how by their upright bounds, as turned
 * @param {{to?: import("./boxes.js").Bounds}} [options] bounds in mm to align to, such as the page; those around all of them by default
 * @returns {Record<string, object>} changes by id, for updateElements; those that stay are not named
 */
export function align(elements, how, { to = boundsOfMany(elements) } = {}) {
  const [axis, share] = PLACES[how];
  const size = SIZES[axis];
  return changesOf(elements, axis, (element) => {
    const bounds = boundsOf(element);
    return to[axis] + (to[size] - bounds[size]) * share - bounds[axis];
  });
}

/**
 * Equal gaps between the elements, in the order of their middles. Gaps are below 0 where there is too little room.
 *
 * @param {object[]} elements siblings
 * @param {"x"|"y"} axis
 * @param {{to?: import("./boxes.js").Bounds}} [options] bounds in mm to fill; those around all of them by default, so that the
 *   outermost stay. A single element goes into the middle of them.
 * @returns {Record<string, object>} changes by id, for updateElements; those that stay are not named
 */
export function distribute(elements, axis, { to = boundsOfMany(elements) } = {}) {
  const size = SIZES[axis];
  const placed = elements
    .map((element) => ({ element, bounds: boundsOf(element) }))
    .sort((one, other) => one.bounds[axis] + one.bounds[size] / 2 - other.bounds[axis] - other.bounds[size] / 2);
  const free = placed.reduce((left, { bounds }) => left - bounds[size], to?.[size] ?? 0);
  const gap = placed.length > 1 ? free / (placed.length - 1) : 0;
  const starts = new Map();
  let next = placed.length === 1 ? to[axis] + free / 2 : to?.[axis];
  for (const { element, bounds } of placed) {
    starts.set(element, next - bounds[axis]);
    next += bounds[size] + gap;
  }
  return changesOf(elements, axis, (element) => starts.get(element));
}
