/** The handles of what is selected: which there are, and where. Lengths in mm on the page. */

import { middle, node } from "./svg.js";

const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
// What keeps its place grows from its upper left corner.
const FROM_CORNER = ["e", "se", "s"];
const HANDLE_PX = 10;
const ROTATE_PX = 26;
const CURSORS = ["ns-resize", "nesw-resize", "ew-resize", "nwse-resize"];

/**
 * @param {{x: number, y: number}[]} corners of the box on the page, clockwise from its top left one; two for a line
 * @param {{sizes: boolean, moves: boolean}} may which ways of changing are open
 * @param {number} pxPerMm on the screen
 * @returns {SVGElement[]}
 */
export function handlesOf(corners, may, pxPerMm) {
  const size = HANDLE_PX / pxPerMm;
  if (corners.length === 2) return may.sizes && may.moves ? [square("start", corners[0], size, 0), square("end", corners[1], size, 0)] : [];
  const [nw, ne, se, sw] = corners;
  const angle = Math.atan2(ne.y - nw.y, ne.x - nw.x);
  const places = { nw, ne, se, sw, n: middle(nw, ne), e: middle(ne, se), s: middle(se, sw), w: middle(sw, nw) };
  // A short side has room for the corners alone.
  const [across, down] = [Math.hypot(ne.x - nw.x, ne.y - nw.y), Math.hypot(sw.x - nw.x, sw.y - nw.y)];
  const isLong = { n: across, s: across, e: down, w: down };
  const shown = (may.moves ? HANDLES : FROM_CORNER).filter((name) => !(name in isLong) || isLong[name] * pxPerMm > 3 * HANDLE_PX);
  const squares = may.sizes ? shown.map((name) => square(name, places[name], size, (angle * 180) / Math.PI)) : [];
  if (!may.moves) return squares;
  const reach = ROTATE_PX / pxPerMm;
  const [x, y] = [places.n.x + Math.sin(angle) * reach, places.n.y - Math.cos(angle) * reach];
  return [
    node("line", { class: "frame-stem", x1: places.n.x, y1: places.n.y, x2: x, y2: y }),
    node("circle", { class: "frame-handle", "data-handle": "rotate", cx: x, cy: y, r: size / 2 }),
    ...squares,
  ];
}

function square(name, { x, y }, size, angle) {
  const drawn = node("rect", {
    class: "frame-handle",
    "data-handle": name,
    x: x - size / 2,
    y: y - size / 2,
    width: size,
    height: size,
    transform: `rotate(${angle} ${x} ${y})`,
  });
  const at = HANDLES.indexOf(name);
  // The arrows of the pointer turn with the box: an eighth of a turn leads from handle to handle.
  if (at >= 0) drawn.style.cursor = CURSORS[(((at + 3 + Math.round(angle / 45)) % 4) + 4) % 4];
  return drawn;
}
