/**
 * What an element can snap to, sorted once per drag, so that each move of the pointer costs a few look-ups. Pure.
 *
 * @typedef {import("../geometry/boxes.js").Bounds} Bounds
 * @typedef {{at: number, from: number, to: number, kind: "edge"|"centre"|"page"|"guide"}} Target a line at `at` mm that runs from
 *   `from` to `to` along the other axis
 * @typedef {{edges: Target[], middles: Target[], grid: number}} AxisTargets sorted by `at`: for the edges of what moves, and for its
 *   middle; the mesh of the grid in mm, 0 for none
 * @typedef {{others: Bounds[], x: AxisTargets, y: AxisTargets}} SnapIndex
 */

/** Where a box begins, how long it is, and the same across, for each axis. */
export const AXES = {
  x: { start: "x", size: "width", across: { start: "y", size: "height" } },
  y: { start: "y", size: "height", across: { start: "x", size: "width" } },
};

const NO_GUIDES = { x: [], y: [] };

/**
 * @param {Bounds[]} others upright bounds of what stays, in mm
 * @param {{page?: {width: number, height: number, bleed?: number, margin?: number}, guides?: {x: number[], y: number[]}, grid?: number}}
 *   [options] mm; `margin` is that of the safe area, `guides.x` are upright lines, `grid` the distance of its lines from the page's corner
 * @returns {SnapIndex}
 */
export function prepare(others, { page, guides = NO_GUIDES, grid = 0 } = {}) {
  const along = (name) => targetsOf(AXES[name], { others, page, guides: guides[name], grid });
  return { others, x: along("x"), y: along("y") };
}

function targetsOf(axis, { others, page, guides, grid }) {
  const edges = others.flatMap((other) => {
    const [from, to] = spanOf(other, axis.across);
    return spanOf(other, axis).map((at) => ({ at, from, to, kind: "edge" }));
  });
  const middles = others.map((other) => {
    const [from, to] = spanOf(other, axis.across);
    return { at: other[axis.start] + other[axis.size] / 2, from, to, kind: "centre" };
  });
  const fixed = page ? pageTargets(axis, page) : { edges: [], middle: [] };
  const bleed = page?.bleed ?? 0;
  const reach = page ? { from: 0 - bleed, to: page[axis.across.size] + bleed } : { from: Infinity, to: -Infinity };
  const ruled = guides.map((at) => ({ at, ...reach, kind: "guide" }));
  const shared = [...fixed.middle, ...ruled];
  return { edges: sorted([...edges, ...fixed.edges, ...shared]), middles: sorted([...middles, ...shared]), grid };
}

// The trimmed page, its bleed, its safe area and its middle.
function pageTargets(axis, page) {
  const [length, across] = [page[axis.size], page[axis.across.size]];
  const insets = [...new Set([0, -(page.bleed ?? 0), page.margin ?? 0])];
  const edges = insets.flatMap((inset) => {
    const out = Math.min(0, inset);
    return [inset, length - inset].map((at) => ({ at, from: out, to: across - out, kind: "page" }));
  });
  return { edges, middle: [{ at: length / 2, from: 0, to: across, kind: "page" }] };
}

const sorted = (targets) => targets.sort((one, other) => one.at - other.at);

/** @param {Bounds} bounds @param {{start: string, size: string}} axis @returns {[number, number]} where it begins and ends */
export const spanOf = (bounds, axis) => [bounds[axis.start], bounds[axis.start] + bounds[axis.size]];

/** The place of the first target at `at` or after it. */
function firstFrom(targets, at) {
  let [low, high] = [0, targets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (targets[middle].at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {Target[]} targets @param {number} at @returns {number | null} mm from `at` to the nearest of them */
export function nearest(targets, at) {
  const next = firstFrom(targets, at);
  const ways = targets.slice(Math.max(0, next - 1), next + 1).map((target) => target.at - at);
  return ways.length ? ways.reduce((best, way) => (Math.abs(way) < Math.abs(best) ? way : best)) : null;
}

/** @param {Target[]} targets @param {number} at @param {number} tolerance mm @returns {Target[]} those that are there */
export function targetsAt(targets, at, tolerance) {
  const first = firstFrom(targets, at - tolerance);
  let end = first;
  while (end < targets.length && targets[end].at <= at + tolerance) end += 1;
  return targets.slice(first, end);
}
