/** Shapes as path commands in px within their box. Pure. */

/** Corners of a regular polygon that fills the box, the first at the top. */
export function polygonPath(width, height, points) {
  return closed(corners(points, () => 1, width, height));
}

/** A star that fills the box; `innerRatio` is the inner radius as a share of the outer one. */
export function starPath(width, height, points, innerRatio) {
  return closed(corners(points * 2, (at) => (at % 2 ? innerRatio : 1), width, height));
}

/**
 * The edge of a shape that fills a box, as SVG path data.
 *
 * @param {{shape?: "rect"|"ellipse"|"polygon"|"star", radius?: number, points?: number, innerRatio?: number}} shape radius in px
 * @param {{x: number, y: number, width: number, height: number}} box px
 * @returns {string}
 */
export function edgeOf({ shape, radius = 0, points = 5, innerRatio = 0.5 }, { x, y, width, height }) {
  if (shape === "polygon" || shape === "star") {
    const commands = shape === "star" ? starPath(width, height, points, innerRatio) : polygonPath(width, height, points);
    return commands.map(([command, dx, dy]) => (command === "Z" ? "Z" : `${command}${x + dx} ${y + dy}`)).join("");
  }
  const [rx, ry] = shape === "ellipse" ? [width / 2, height / 2] : Array(2).fill(Math.min(radius, width / 2, height / 2));
  if (!rx) return `M${x} ${y}h${width}v${height}h${-width}z`;
  const corner = (dx, dy) => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
  const [across, down] = [width - 2 * rx, height - 2 * ry];
  return `M${x + rx} ${y}h${across}${corner(rx, ry)}v${down}${corner(-rx, ry)}h${-across}${corner(-rx, -ry)}v${-down}${corner(rx, -ry)}z`;
}

// Corners on a unit circle, then stretched so that they touch all four sides of the box.
function corners(count, radius, width, height) {
  const raw = Array.from({ length: count }, (_, at) => {
    const angle = (2 * Math.PI * at) / count - Math.PI / 2;
    return [Math.cos(angle) * radius(at), Math.sin(angle) * radius(at)];
  });
  const [left, right] = extent(raw, 0);
  const [top, bottom] = extent(raw, 1);
  return raw.map(([x, y]) => [((x - left) / (right - left)) * width, ((y - top) / (bottom - top)) * height]);
}

function extent(points, axis) {
  const values = points.map((point) => point[axis]);
  return [Math.min(...values), Math.max(...values)];
}

const closed = ([first, ...rest]) => [["M", ...first], ...rest.map((point) => ["L", ...point]), ["Z"]];

/**
 * The dark modules of a QR code as rectangles, one for each run in a row, grown downwards while the row below
 * has the same run: no seam between them in any viewer.
 *
 * @param {string[]} rows "1" for a dark module
 * @returns {Array<{x: number, y: number, width: number, height: number}>} in modules
 */
export function darkRuns(rows) {
  const open = new Map();
  const runs = [];
  rows.forEach((row, y) => {
    const here = new Set();
    for (const match of row.matchAll(/1+/g)) {
      const key = `${match.index}+${match[0].length}`;
      here.add(key);
      const run = open.get(key) ?? { x: match.index, y, width: match[0].length, height: 0 };
      if (!open.has(key)) runs.push(run);
      open.set(key, run);
      run.height += 1;
    }
    for (const key of [...open.keys()]) if (!here.has(key)) open.delete(key);
  });
  return runs;
}
