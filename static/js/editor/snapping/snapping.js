/**
 * Snapping while an element is moved or pulled: how far it has to go to stand in line, and what to draw to say so. Lengths in mm. Pure.
 *
 * @typedef {import("../geometry/boxes.js").Bounds} Bounds
 * @typedef {object} SnapOptions
 * @property {import("./targets.js").SnapIndex} [index] from `prepare`, made once per drag; instead of the next four
 * @property {Bounds[]} [others] upright bounds of what stays
 * @property {{width: number, height: number, bleed?: number, margin?: number}} [page]
 * @property {{x: number[], y: number[]}} [guides]
 * @property {number} [grid]
 * @property {number} tolerance how far it snaps; the nearest wins
 *
 * @typedef {object} SnapLine
 * @property {"x"|"y"} axis in which the place is fixed: an upright line at x = `at` for "x". A gap lies along its axis instead: for "x"
 *   it is a level line at y = `at`
 * @property {number} at
 * @property {number} from
 * @property {number} to
 * @property {"edge"|"centre"|"page"|"guide"|"grid"|"gap"} kind
 * @property {number} [distance] of a gap
 * @property {[number, number][]} [free] where along the line there is room between the bounds and the nearest thing on each side
 *
 * @typedef {{dx: number, dy: number, lines: SnapLine[]}} Snap what to add to the bounds, or to the sides that are pulled
 */

import { SIDES } from "../geometry/resizing.js";
import { gapLines, gapsOfMove, gapsOfSide, neighboursOf } from "./gaps.js";
import { AXES, nearest, prepare, spanOf, targetsAt } from "./targets.js";

export { prepare } from "./targets.js";

const SAME = 0.005; // mm, half of what the document tells apart
const RANKS = ["grid", "edge", "centre", "guide", "page"]; // of several lines in one place, the last of these is drawn

/**
 * @param {Bounds} bounds of what is moved, where the pointer has it; without size for the end of a line
 * @param {SnapOptions} options
 * @returns {Snap}
 */
export function snapMove(bounds, options) {
  return snapped(bounds, options, { x: whole, y: whole });
}

/**
 * @param {Bounds} bounds where the pointer has them
 * @param {"nw"|"n"|"ne"|"e"|"se"|"s"|"sw"|"w"} handle whose sides move; the others stay
 * @param {SnapOptions} options
 * @returns {Snap}
 */
export function snapResize(bounds, handle, options) {
  const [across, down] = SIDES[handle];
  return snapped(bounds, options, { x: sideOf(across), y: sideOf(down) });
}

/**
 * What can move along an axis: the `marks` that snap, with the targets of each; the equal gaps; the bounds after a shift; and whether a
 * shift is possible.
 */
const whole = {
  marks: (bounds, axis, targets) => {
    const [start, end] = spanOf(bounds, axis);
    return [[start, targets.edges], [end, targets.edges], [(start + end) / 2, targets.middles]];
  },
  gridded: (bounds, axis) => spanOf(bounds, axis),
  gaps: (neighbours, bounds, axis) => gapsOfMove(neighbours, bounds, axis),
  origin: (bounds, axis) => bounds[axis.start],
  shifted: (bounds, axis, way) => ({ ...bounds, [axis.start]: bounds[axis.start] + way }),
  isPossible: () => true,
};

function sideOf(side) {
  if (!side) return null;
  const edge = (bounds, axis) => spanOf(bounds, axis)[side < 0 ? 0 : 1];
  return {
    marks: (bounds, axis, targets) => [[edge(bounds, axis), targets.edges]],
    gridded: (bounds, axis) => [edge(bounds, axis)],
    gaps: (neighbours, bounds, axis) => gapsOfSide(neighbours, bounds, axis, side),
    origin: edge,
    shifted: (bounds, axis, way) => ({
      ...bounds,
      [axis.start]: bounds[axis.start] + (side < 0 ? way : 0),
      [axis.size]: bounds[axis.size] + side * way,
    }),
    isPossible: (bounds, axis, way) => bounds[axis.size] + side * way > SAME,
  };
}

function snapped(bounds, { index, tolerance, ...surroundings }, movers) {
  const all = index ?? prepare(surroundings.others ?? [], surroundings);
  const plans = Object.entries(movers).filter(([, mover]) => mover).map(([name, mover]) => planOf(bounds, name, mover, all, tolerance));
  const after = plans.reduce((moved, { way, axis, mover }) => mover.shifted(moved, axis, way ?? 0), bounds);
  const wayOf = (name) => plans.find((plan) => plan.name === name)?.way ?? 0;
  const lines = plans.flatMap((plan) => (plan.way === null ? [] : linesOf(plan, after)));
  return { dx: wayOf("x"), dy: wayOf("y"), lines };
}

// The shortest way along one axis into line with something; null when nothing is near enough.
function planOf(bounds, name, mover, index, tolerance) {
  const [axis, targets] = [AXES[name], index[name]];
  const neighbours = neighboursOf(index.others, bounds, axis, tolerance);
  const gaps = mover.gaps(neighbours, bounds, axis);
  const ways = [
    ...mover.marks(bounds, axis, targets).map(([at, list]) => nearest(list, at)),
    ...gaps.map(({ at }) => at - mover.origin(bounds, axis)),
    ...(targets.grid ? mover.gridded(bounds, axis).map((at) => Math.round(at / targets.grid) * targets.grid - at) : []),
  ];
  const isNear = (way) => way !== null && Math.abs(way) <= tolerance && mover.isPossible(bounds, axis, way);
  const way = ways.filter(isNear).reduce((best, each) => (best === null || Math.abs(each) < Math.abs(best) ? each : best), null);
  return { name, axis, mover, targets, gaps, way };
}

// All that the bounds now stand in line with, not only what drew them.
function linesOf({ name, axis, mover, targets, gaps }, after) {
  const [from, to] = spanOf(after, axis.across);
  const met = mover.marks(after, axis, targets).flatMap(([at, list]) => targetsAt(list, at, SAME));
  const lines = new Map();
  for (const target of met) {
    const key = Math.round(target.at * 100);
    const known = lines.get(key) ?? { axis: name, at: target.at, from, to, kind: "grid" };
    const kind = RANKS.indexOf(target.kind) > RANKS.indexOf(known.kind) ? target.kind : known.kind;
    const free = nearestRoom(known.free, target, [from, to]);
    lines.set(key, { ...known, from: Math.min(known.from, target.from), to: Math.max(known.to, target.to), kind, ...(free && { free }) });
  }
  const equal = gaps.filter(({ at }) => Math.abs(at - mover.origin(after, axis)) <= SAME).flatMap((gap) => gap.pairs(after));
  const shown = new Map(gapLines(equal, name, axis).map((line) => [`${line.from} ${line.to}`, line]));
  const found = [...lines.values(), ...shown.values()];
  return found.length || !targets.grid ? found : gridLines(name, axis, mover, targets.grid, after);
}

// Along a line, the room between the bounds and the nearest thing on each side of them.
function nearestRoom(known, target, [from, to]) {
  const isBeside = target.kind === "edge" || target.kind === "centre";
  const room = isBeside && target.to < from - SAME ? [target.to, from] : isBeside && target.from > to + SAME ? [to, target.from] : null;
  if (!room) return known;
  const same = known?.find((each) => each[0] === room[0] || each[1] === room[1]);
  if (!same) return [...(known ?? []), room];
  return known.map((each) => (each === same && room[1] - room[0] < each[1] - each[0] ? room : each));
}

function gridLines(name, axis, mover, grid, after) {
  const [from, to] = spanOf(after, axis.across);
  const onGrid = (at) => Math.abs(Math.round(at / grid) * grid - at) <= SAME;
  return mover.gridded(after, axis).filter(onGrid).map((at) => ({ axis: name, at, from, to, kind: "grid" }));
}
