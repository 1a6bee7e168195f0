/** The same place on the page, told in the coordinates of another group. Pure. */

import { isLine, normalAngle, turned } from "../geometry/boxes.js";
import { asFlipped } from "../geometry/mirroring.js";
import { strictest } from "./locks.js";
import { elementAt } from "./tree.js";
import { round } from "../geometry/units.js";

/** Groups that may stand in each other, as the document's checks have it. */
export const MOST_DEPTH = 5;

/** @param {object} element @returns {number} how many groups stand in each other, itself included; 0 for anything else */
export const depthOf = (element) => (element.elements ? 1 + Math.max(0, ...element.elements.map(depthOf)) : 0);

const isSlanted = (group) => Boolean(group.skewX || group.skewY);
const middleOf = ({ width, height }) => ({ x: width / 2, y: height / 2 });

// The element with its centre, or its ends, at other points, and turned by so much.
function placed(element, toPoint, angle) {
  const { x, y, width, height } = element;
  if (isLine(element)) {
    const [start, end] = [toPoint({ x, y }), toPoint({ x: element.x2, y: element.y2 })];
    return { ...element, x: round(start.x), y: round(start.y), x2: round(end.x), y2: round(end.y) };
  }
  const centre = toPoint({ x: x + width / 2, y: y + height / 2 });
  const moved = { ...element, x: round(centre.x - width / 2), y: round(centre.y - height / 2) };
  return angle ? { ...moved, rotation: normalAngle((element.rotation ?? 0) + angle) } : moved;
}

// What a group did to its members and they must now do themselves, so that they look and act as before.
function inherited(element, group) {
  const taken = {};
  if ((group.opacity ?? 1) !== 1) taken.opacity = Math.round((element.opacity ?? 1) * group.opacity * 1e4) / 1e4;
  if (group.hidden) taken.hidden = true;
  if (group.locked) taken.locked = strictest(element.locked, group.locked);
  if (group.link && !element.link) taken.link = group.link;
  return taken;
}

/**
 * A member of a group as it stands beside the group: turned, mirrored, faded, hidden, locked and linked as the group made it.
 * @param {object} element
 * @param {object} group
 * @returns {object | null} null for a slanted group: what is turned in one has a shape that no element has
 */
export function outOf(element, group) {
  if (isSlanted(group)) return null;
  const angle = group.rotation ?? 0;
  const toPoint = (point) => {
    const inside = turned(point, angle, middleOf(group));
    return { x: group.x + inside.x, y: group.y + inside.y };
  };
  return { ...placed(asFlipped(element, group), toPoint, angle), ...inherited(element, group) };
}

/** A neighbour of a group as it stands in the group, at the same place of the page. @returns {object | null} null for a slanted group */
export function into(element, group) {
  if (isSlanted(group)) return null;
  const angle = -(group.rotation ?? 0);
  const toPoint = (point) => turned({ x: point.x - group.x, y: point.y - group.y }, angle, middleOf(group));
  return asFlipped(placed(element, toPoint, angle), group);
}

/**
 * @param {object} document
 * @param {{element: object, parents: string[]}} found from elementAt
 * @param {string[]} around ids of the groups around its new place, from the outermost
 * @returns {object | null} the element for that place; null when a group on the way is slanted
 */
export function movedBetween(document, { element, parents }, around) {
  const common = parents.findIndex((id, at) => id !== around[at]);
  const shared = common < 0 ? parents.length : common;
  const groupOf = (id) => elementAt(document, id).element;
  const outside = parents.slice(shared).reduceRight((moved, id) => moved && outOf(moved, groupOf(id)), element);
  return around.slice(shared).reduce((moved, id) => moved && into(moved, groupOf(id)), outside);
}
