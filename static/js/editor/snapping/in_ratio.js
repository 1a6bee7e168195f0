/** A corner that is pulled in ratio: the nearer of its two sides snaps, the other follows along the diagonal. Pure. */

const SAME = 0.02; // mm, twice what the document tells apart

/**
 * @param {{x: number, y: number, width: number, height: number}} element before the pull, upright
 * @param {{x: number, y: number, width: number, height: number}} made as the pointer has it, in the same ratio
 * @param {"nw"|"ne"|"se"|"sw"} handle
 * @param {{dx: number, dy: number, lines: {axis: "x" | "y"}[]}} snap what its sides would snap to one by one
 * @returns {{way: {x: number, y: number}, lines: object[]} | null} the way of the pointer that leads there, with the lines to draw; null
 *   when nothing is near, or it was pulled through to the other side
 */
export function snapInRatio(element, made, handle, { dx, dy, lines }) {
  const [across, down] = [handle.includes("e") ? 1 : -1, handle.includes("s") ? 1 : -1];
  const fixed = (box) => [across > 0 ? box.x : box.x + box.width, down > 0 ? box.y : box.y + box.height];
  if (fixed(element).some((place, at) => Math.abs(place - fixed(made)[at]) > SAME)) return null;
  const sides = [
    { axis: "x", by: dx, size: made.width + across * dx, before: element.width },
    { axis: "y", by: dy, size: made.height + down * dy, before: element.height },
  ];
  const near = sides.filter(({ axis, size }) => size > 0 && lines.some((line) => line.axis === axis));
  if (!near.length) return null;
  const { axis, size, before } = near.reduce((best, side) => (Math.abs(side.by) < Math.abs(best.by) ? side : best));
  const grown = size / before - 1;
  return { way: { x: across * grown * element.width, y: down * grown * element.height }, lines: lines.filter((line) => line.axis === axis) };
}
