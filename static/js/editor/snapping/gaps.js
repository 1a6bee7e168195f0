/** Equal gaps between what moves and its neighbours in the same row or column. Pure. */

import { spanOf } from "./targets.js";

const DUST = 1e-6; // mm by which neighbours may overlap and still be neighbours

/**
 * What stands beside the bounds in their row (for the x axis) or column, on the side where it begins and on the side where it ends:
 * the nearest one, and the next after that.
 *
 * @param {import("../geometry/boxes.js").Bounds[]} others
 * @param {import("../geometry/boxes.js").Bounds} bounds
 * @param {object} axis of AXES
 * @param {number} tolerance mm by which a neighbour may overlap, as snapping is about to mend that
 * @returns {{before: Array<object | null>, after: Array<object | null>}} none, or the nearest and the next if there is one
 */
export function neighboursOf(others, bounds, axis, tolerance) {
  const [from, to] = spanOf(bounds, axis.across);
  const row = others.filter((other) => other[axis.across.start] < to && other[axis.across.start] + other[axis.across.size] > from);
  const [start, end] = spanOf(bounds, axis);
  const last = (limit, than) => bestOf(row, than, (other) => spanOf(other, axis)[1], (at) => at <= limit, 1);
  const first = (limit, than) => bestOf(row, than, (other) => spanOf(other, axis)[0], (at) => at >= limit, -1);
  const [before, after] = [last(start + tolerance, null), first(end - tolerance, null)];
  if (before && before === after) return { before: [], after: [] }; // smaller than the tolerance, and under the bounds
  return {
    before: before ? [before, last(before[axis.start] + DUST, before)] : [],
    after: after ? [after, first(spanOf(after, axis)[1] - DUST, after)] : [],
  };
}

// The one whose edge is farthest along (or, by its sign, back), of those beside; other than one that is known.
function bestOf(row, than, edgeOf, isBeside, sign) {
  let best = null;
  for (const other of row) {
    if (other !== than && isBeside(edgeOf(other)) && (!best || edgeOf(other) * sign > edgeOf(best) * sign)) best = other;
  }
  return best;
}

const gapBetween = (one, other, axis) => other[axis.start] - spanOf(one, axis)[1];
const hasGap = ({ gap }) => gap > DUST;

/**
 * The equal gaps that moving could make: each with where the bounds would begin.
 *
 * @returns {Array<{at: number, gap: number, pairs: (bounds: object) => object[][]}>} `pairs` are the boxes on both sides of each gap
 */
export function gapsOfMove({ before: [a, b], after: [c, d] }, bounds, axis) {
  const size = bounds[axis.size];
  const found = [];
  if (a && c) found.push({ ...ending(a, axis, (gapBetween(a, c, axis) - size) / 2), pairs: (moved) => [[a, moved], [moved, c]] });
  if (a && b) found.push({ ...ending(a, axis, gapBetween(b, a, axis)), pairs: (moved) => [[b, a], [a, moved]] });
  if (c && d) found.push({ ...beginning(c, axis, gapBetween(c, d, axis), size), pairs: (moved) => [[moved, c], [c, d]] });
  return found.filter(hasGap);
}

const ending = (other, axis, gap) => ({ gap, at: spanOf(other, axis)[1] + gap });
const beginning = (other, axis, gap, size = 0) => ({ gap, at: other[axis.start] - gap - size });

/**
 * The equal gaps that pulling one side could make: each with where that side would be.
 *
 * @param {-1|1} side which is pulled: where the bounds begin or where they end
 * @returns {Array<{at: number, gap: number, pairs: (bounds: object) => object[][]}>}
 */
export function gapsOfSide({ before: [a, b], after: [c, d] }, bounds, axis, side) {
  const found = [];
  if (a && c) {
    const at = side > 0 ? beginning(c, axis, gapBetween(a, bounds, axis)) : ending(a, axis, gapBetween(bounds, c, axis));
    found.push({ ...at, pairs: (moved) => [[a, moved], [moved, c]] });
  }
  if (side > 0 && c && d) found.push({ ...beginning(c, axis, gapBetween(c, d, axis)), pairs: (moved) => [[moved, c], [c, d]] });
  if (side < 0 && a && b) found.push({ ...ending(a, axis, gapBetween(b, a, axis)), pairs: (moved) => [[b, a], [a, moved]] });
  return found.filter(hasGap);
}

/**
 * The lines that show equal gaps, each along its axis, where both neighbours face each other.
 *
 * @param {object[][]} pairs
 * @param {"x"|"y"} name of the axis
 * @param {object} axis of AXES
 * @returns {Array<{axis: "x"|"y", at: number, from: number, to: number, kind: "gap", distance: number}>}
 */
export function gapLines(pairs, name, axis) {
  return pairs.map(([one, other]) => {
    const [from, to] = [spanOf(one, axis)[1], other[axis.start]];
    const [first, second] = [spanOf(one, axis.across), spanOf(other, axis.across)];
    const at = (Math.max(first[0], second[0]) + Math.min(first[1], second[1])) / 2;
    return { axis: name, at, from, to, kind: "gap", distance: to - from };
  });
}
