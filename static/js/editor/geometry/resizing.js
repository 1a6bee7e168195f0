/** Pulling the handles of an element. Pure. */

import { centreOf, fromPage, isLine, toPage } from "./boxes.js";
import { LEAST_SIDE, MOST_SIDE, within } from "./limits.js";
import { READ } from "./mirroring.js";
import { scaled } from "./scaling.js";
import { round } from "./units.js";

/** Which sides a handle moves, across and down: -1 the left or upper one, 1 the right or lower one, 0 neither. */
export const SIDES = { nw: [-1, -1], n: [0, -1], ne: [1, -1], e: [1, 0], se: [1, 1], s: [0, 1], sw: [-1, 1], w: [-1, 0] };

/**
 * A picture, an ornament or a code out of ratio is rarely meant: a side is pulled to stretch it.
 *
 * @param {{type: string}} element
 * @param {string} handle
 * @returns {boolean} whether a pull keeps the ratio by itself
 */
export const keepsRatio = ({ type }, handle) => type === "qr" || (["image", "path"].includes(type) && handle.length === 2);

/**
 * The element after a handle was pulled from where it began. Pass the element as it was then, with the whole way of the pointer,
 * so that nothing adds up. A group keeps its ratio, and what is in it grows with it.
 *
 * @param {object} element
 * @param {"nw"|"n"|"ne"|"e"|"se"|"s"|"sw"|"w"|"start"|"end"} handle of the box before it is turned; an end for a line
 * @param {number} dx mm on the page (or in the group) that the pointer has gone
 * @param {number} dy mm
 * @param {{keepRatio?: boolean, fromCentre?: boolean, flips?: boolean, min?: number}} [options] without `fromCentre` the opposite corner, side or
 *   end stays where it is on the page; `keepRatio` keeps the direction of a line; `min` mm of width, height or length, unless it
 *   was less before; with `flips` what is pulled through to the other side is mirrored there, except groups
 * @returns {object} a new element, to 0.01 mm
 */
export function resize(element, handle, dx, dy, { keepRatio = false, fromCentre = false, flips = false, min = LEAST_SIDE } = {}) {
  if (isLine(element)) return resizedLine(element, handle, { x: dx, y: dy }, { keepRatio, fromCentre, min });
  const [across, down] = SIDES[handle];
  const way = fromPage(element, { x: dx, y: dy });
  const reach = fromCentre ? 2 : 1;
  const wanted = { width: element.width + across * way.x * reach, height: element.height + down * way.y * reach };
  const isGroup = element.type === "group";
  const isRatio = keepRatio || isGroup;
  const through = flips && !isGroup ? throughOf(element, wanted, [across, down], isRatio) : { width: 1, height: 1 };
  const [pulled, sides] = [{ width: wanted.width * through.width, height: wanted.height * through.height }, [across, down]];
  const size = isRatio ? inRatio(element, pulled, sides, min) : limited(element, pulled, min);
  const fixed = fromCentre ? [0, 0] : [-across / 2, -down / 2];
  const shift = toPage(element, {
    x: fixed[0] * (element.width - through.width * size.width),
    y: fixed[1] * (element.height - through.height * size.height),
  });
  const centre = centreOf(element);
  return {
    ...(isGroup ? scaled(element, size.width / element.width) : flipped(element, through)),
    ...size,
    x: round(centre.x + shift.x - size.width / 2),
    y: round(centre.y + shift.y - size.height / 2),
  };
}

/**
 * The element with a side as long as it was typed. The top left corner of its box stays where it is, also when it is turned or slanted.
 *
 * @param {object} element no line
 * @param {"width"|"height"} side
 * @param {number} length mm
 * @param {{keepRatio?: boolean}} [options] groups keep theirs in any case
 * @returns {object} a new element, to 0.01 mm
 */
export function sizedTo(element, side, length, { keepRatio = false } = {}) {
  const other = side === "width" ? "height" : "width";
  const isRatio = keepRatio || element.type === "group";
  const grown = { [side]: length - element[side], [other]: isRatio ? ((length - element[side]) * element[other]) / element[side] : 0 };
  const way = toPage(element, { x: grown.width, y: grown.height });
  return resize(element, isRatio ? "se" : side === "width" ? "e" : "s", way.x, way.y, { keepRatio });
}

// -1 for each direction in which a side was pulled through the one opposite. In ratio both go, or none.
function throughOf({ width, height }, wanted, [across, down], isRatio) {
  if (!isRatio) return { width: wanted.width < 0 ? -1 : 1, height: wanted.height < 0 ? -1 : 1 };
  const share = (across ? wanted.width * width : 0) + (down ? wanted.height * height : 0);
  const sign = share < 0 ? -1 : 1;
  return { width: across ? sign : 1, height: down ? sign : 1 };
}

// What is read keeps its letters as they are.
function flipped(element, through) {
  if (READ.has(element.type)) return element;
  const changed = { ...element };
  for (const [side, key] of [["width", "flipX"], ["height", "flipY"]]) {
    if (through[side] > 0) continue;
    if (element[key]) delete changed[key];
    else changed[key] = true;
  }
  return changed;
}

const limited = (element, { width, height }, min) => ({
  width: round(within(width, [Math.min(min, element.width), MOST_SIDE])),
  height: round(within(height, [Math.min(min, element.height), MOST_SIDE])),
});

// A side decides alone; of a corner, the point of the diagonal that is nearest to the pointer.
function inRatio({ width, height }, wanted, [across, down], min) {
  const weight = [across ? width : 0, down ? height : 0];
  const pulled = (wanted.width * weight[0] + wanted.height * weight[1]) / (width * weight[0] + height * weight[1]);
  const least = Math.max(Math.min(min, width) / width, Math.min(min, height) / height);
  const factor = within(pulled, [least, Math.min(MOST_SIDE / width, MOST_SIDE / height)]);
  return { width: round(width * factor), height: round(height * factor) };
}

function resizedLine(line, handle, pulled, { keepRatio, fromCentre, min }) {
  const ends = [{ x: line.x, y: line.y }, { x: line.x2, y: line.y2 }];
  const [fixed, moving] = handle === "start" ? ends.reverse() : ends;
  const length = Math.hypot(moving.x - fixed.x, moving.y - fixed.y);
  const along = length ? { x: (moving.x - fixed.x) / length, y: (moving.y - fixed.y) / length } : { x: 1, y: 0 };
  const share = pulled.x * along.x + pulled.y * along.y;
  const way = keepRatio ? { x: along.x * share, y: along.y * share } : pulled;
  const other = fromCentre ? { x: fixed.x - way.x, y: fixed.y - way.y } : fixed;
  const end = { x: moving.x + way.x, y: moving.y + way.y };
  const least = Math.min(min, length);
  const isTooShort = Math.hypot(end.x - other.x, end.y - other.y) < least;
  const shortest = { x: fixed.x + along.x * least, y: fixed.y + along.y * least };
  return withEnds(line, handle, isTooShort ? [fixed, shortest] : [other, end]);
}

function withEnds(line, handle, [fixed, moving]) {
  const [first, second] = handle === "start" ? [moving, fixed] : [fixed, moving];
  return { ...line, x: round(first.x), y: round(first.y), x2: round(second.x), y2: round(second.y) };
}
