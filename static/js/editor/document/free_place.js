/** Where something new lies on a page without covering what is there. Lengths in mm. Pure. */

import { boundsOf } from "../geometry/boxes.js";
import { round } from "../geometry/units.js";
import { safeMargin } from "./page_sizes.js";

/** @typedef {import("../geometry/boxes.js").Bounds} Bounds */

const GAP = 3;
// Places are tried every 3 mm, on posters less often.
const STEP = 3;
const MOST_STEPS = 100;
// What covers more of the page is its ground: a border, a panel, a picture behind all.
const GROUND = 0.4;
// To lie half on something is as bad as to lie a third of the page away.
const COVERING = 0.67;
// Certificates are read down their middle: beside it counts as further away than above or below.
const ASIDE = 1.5;

const middleOf = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
const reachOf = (one, other, axis, side) => Math.max(0, Math.min(one[axis] + one[side], other[axis] + other[side]) - Math.max(one[axis], other[axis]));

/** The part of a page that is seen, inside its safe area; all of that area when what is seen has no room for the size. */
function roomOf(page, size, seen) {
  const margin = safeMargin(page);
  const safe = { x: margin, y: margin, width: page.width - 2 * margin, height: page.height - 2 * margin };
  const whole = size.width > safe.width || size.height > safe.height ? { x: 0, y: 0, width: page.width, height: page.height } : safe;
  if (!seen) return whole;
  const [width, height] = [reachOf(whole, seen, "x", "width"), reachOf(whole, seen, "y", "height")];
  const part = { x: Math.max(whole.x, seen.x), y: Math.max(whole.y, seen.y), width, height };
  return width < size.width || height < size.height ? whole : part;
}

// Places along one axis: the middle, and steps away from it as far as the room goes.
function placesAlong(start, length, size, step) {
  const [low, high] = [Math.min(start, start + length - size), Math.max(start, start + length - size)];
  const middle = start + (length - size) / 2;
  const steps = Math.floor((high - low) / 2 / step);
  return Array.from({ length: 2 * steps + 1 }, (_, at) => middle + (at - steps) * step);
}

/**
 * The free place nearest to the middle of what is seen; without one the place that covers least, not far from there.
 *
 * @param {{width: number, height: number, elements: object[]}} page
 * @param {{width: number, height: number}} size of what is new
 * @param {Bounds} [seen] the part of the page that is on the screen
 * @returns {{x: number, y: number}} its top left, to 0.01 mm
 */
export function freePlace(page, size, seen) {
  const room = roomOf(page, size, seen);
  const taken = page.elements
    .filter(({ hidden }) => !hidden)
    .map(boundsOf)
    .filter(({ width, height }) => width * height < GROUND * page.width * page.height)
    .map(({ x, y, width, height }) => ({ x: x - GAP, y: y - GAP, width: width + 2 * GAP, height: height + 2 * GAP }));
  const step = Math.max(STEP, page.width / MOST_STEPS, page.height / MOST_STEPS);
  const goal = middleOf(room);
  const thick = { width: Math.max(size.width, 1), height: Math.max(size.height, 1) }; // a line covers something, too
  const costOf = (place) => {
    const box = { ...place, ...thick };
    const covered = taken.reduce((sum, each) => sum + reachOf(box, each, "x", "width") * reachOf(box, each, "y", "height"), 0);
    const far = Math.hypot(ASIDE * (place.x + size.width / 2 - goal.x), place.y + size.height / 2 - goal.y);
    return { covered: covered / thick.width / thick.height, far: far / Math.hypot(page.width, page.height) };
  };
  const all = placesAlong(room.y, room.height, size.height, step).flatMap((y) => placesAlong(room.x, room.width, size.width, step).map((x) => ({ x, y, ...costOf({ x, y }) })));
  const free = all.filter(({ covered }) => covered === 0);
  const price = ({ covered, far }) => far + COVERING * covered;
  const best = (free.length ? free : all).reduce((one, other) => (price(other) < price(one) ? other : one));
  return { x: round(best.x), y: round(best.y) };
}
