/** Strokes of a pen as a smooth path. Pure. */

const CLOSE = 2; // px: points nearer than that say nothing new
const PEN = 3; // px, width of the line
const number = (value) => Math.round(value * 100) / 100;

/** Points that tell the line: the hand trembles, the pointer reports in steps. */
function thinned(points) {
  const kept = [points[0]];
  for (const point of points.slice(1)) {
    const last = kept.at(-1);
    if (Math.hypot(point.x - last.x, point.y - last.y) >= CLOSE) kept.push(point);
  }
  return kept;
}

/**
 * One stroke: curves from the middle of one step to the middle of the next, so that they flow into each other.
 *
 * @param {{x: number, y: number}[]} points px
 * @param {{x: number, y: number}} [origin] taken off them
 * @returns {string} path data
 */
export function strokeAsPath(points, origin = { x: 0, y: 0 }) {
  const at = thinned(points).map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }));
  const written = ({ x, y }) => `${number(x)} ${number(y)}`;
  const [first] = at;
  if (at.length === 1) return `M${written(first)}h0.01`; // a dot, by its round ends
  const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const curves = at.slice(1, -1).map((point, index) => `Q${written(point)} ${written(middle(point, at[index + 2]))}`);
  return `M${written(first)}L${written(middle(first, at[1]))}${curves.join("")}L${written(at.at(-1))}`;
}

/**
 * All strokes as one path, close around them.
 *
 * @param {{x: number, y: number}[][]} strokes px
 * @returns {{d: string, width: number, height: number, line: number} | null} null when nothing was drawn
 */
export function strokesAsPath(strokes) {
  const points = strokes.flat();
  if (!points.length) return null;
  const [left, top] = ["x", "y"].map((axis) => Math.min(...points.map((point) => point[axis])) - PEN / 2);
  const [right, bottom] = ["x", "y"].map((axis) => Math.max(...points.map((point) => point[axis])) + PEN / 2);
  const d = strokes.map((stroke) => strokeAsPath(stroke, { x: left, y: top })).join("");
  return { d, width: number(right - left), height: number(bottom - top), line: PEN };
}
