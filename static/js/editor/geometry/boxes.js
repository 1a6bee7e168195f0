/**
 * Where elements are: corners, bounds, moving and turning. Lengths in mm, angles in degrees clockwise, y downwards.
 * Results are in the coordinates in which the element stands: those of the page, or of its group. Pure.
 *
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Bounds upright
 */

import { round } from "./units.js";

const DUST = 1e-9; // mm that arithmetic may add to a length
const QUARTERS = [[1, 0], [0, 1], [-1, 0], [0, -1]];

const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (angle) => (angle * 180) / Math.PI;

/** Cosine and sine, without the dust of π for quarter turns. */
function direction(angle) {
  if (angle % 90 === 0) return QUARTERS[(((angle / 90) % 4) + 4) % 4];
  return [Math.cos(radians(angle)), Math.sin(radians(angle))];
}

/** @param {number} angle degrees @returns {number} the same direction, above -180 and up to 180, to 0.01 */
export function normalAngle(angle) {
  const rounded = round(((angle % 360) + 360) % 360);
  return rounded > 180 ? round(rounded - 360) : rounded;
}

/** @param {Point} point @param {number} angle degrees @param {Point} [about] @returns {Point} */
export function turned(point, angle, about = { x: 0, y: 0 }) {
  const [cos, sin] = direction(angle);
  const [dx, dy] = [point.x - about.x, point.y - about.y];
  return { x: about.x + cos * dx - sin * dy, y: about.y + sin * dx + cos * dy };
}

export const isLine = (element) => element.type === "line";

/** The middle of the box, about which an element turns and slants; of a line, half way along it. */
export function centreOf(element) {
  if (isLine(element)) return { x: (element.x + element.x2) / 2, y: (element.y + element.y2) / 2 };
  return { x: element.x + element.width / 2, y: element.y + element.height / 2 };
}

// Slanted along y, then along x, then turned: the order in which the engine draws. Neither changes the area.
function slanted(element, { x, y }) {
  const down = y + Math.tan(radians(element.skewY ?? 0)) * x;
  return { x: x + Math.tan(radians(element.skewX ?? 0)) * down, y: down };
}

/** A way in the element's own axes as a way on the page. @returns {Point} */
export const toPage = (element, way) => turned(slanted(element, way), element.rotation ?? 0);

/** A way on the page in the element's own axes, before it is slanted and turned. @returns {Point} */
export function fromPage(element, way) {
  const level = turned(way, -(element.rotation ?? 0));
  const x = level.x - Math.tan(radians(element.skewX ?? 0)) * level.y;
  return { x, y: level.y - Math.tan(radians(element.skewY ?? 0)) * x };
}

const isUpright = (element) => !((element.rotation ?? 0) % 360 || element.skewX || element.skewY);

/**
 * @param {object} element
 * @returns {Point[]} the four corners, clockwise from the one that is top left before turning; the two ends of a line
 */
export function cornersOf(element) {
  const { x, y, width, height } = element;
  if (isLine(element)) return [{ x, y }, { x: element.x2, y: element.y2 }];
  const [right, bottom] = [x + width, y + height];
  const corners = [{ x, y }, { x: right, y }, { x: right, y: bottom }, { x, y: bottom }];
  if (isUpright(element)) return corners;
  const centre = centreOf(element);
  return corners.map((corner) => {
    const way = toPage(element, { x: corner.x - centre.x, y: corner.y - centre.y });
    return { x: centre.x + way.x, y: centre.y + way.y };
  });
}

/** @param {Point[]} points one at least @returns {Bounds} */
export function boundsOfPoints(points) {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** @param {object} element @returns {Bounds} of its box without the stroke, to full precision */
export function boundsOf(element) {
  if (isLine(element) || !isUpright(element)) return boundsOfPoints(cornersOf(element));
  return { x: element.x, y: element.y, width: element.width, height: element.height };
}

/** @param {object[]} elements @returns {Bounds | null} around all of them; null for none */
export function boundsOfMany(elements) {
  if (elements.length === 1) return boundsOf(elements[0]);
  return elements.length ? boundsOfPoints(elements.flatMap(cornersOf)) : null;
}

/** @param {object} element @param {number} dx mm @param {number} dy mm @returns {object} the element elsewhere, to 0.01 mm */
export function moveBy(element, dx, dy) {
  const moved = { ...element, x: round(element.x + dx), y: round(element.y + dy) };
  return isLine(element) ? { ...moved, x2: round(element.x2 + dx), y2: round(element.y2 + dy) } : moved;
}

/**
 * Turn an element by the handle above the middle of its top side, or a line by its second end.
 *
 * @param {object} element
 * @param {Point} pointer where the handle is pulled to
 * @param {{step?: number}} [options] degrees: snaps to multiples of it
 * @returns {object} the turned element, to 0.01°; the same one when the pointer is on its centre
 */
export function rotateTo(element, pointer, { step = 0 } = {}) {
  const centre = centreOf(element);
  if (pointer.x === centre.x && pointer.y === centre.y) return element;
  const pulled = degrees(Math.atan2(pointer.y - centre.y, pointer.x - centre.x));
  const snapped = (angle) => normalAngle(step ? Math.round(angle / step) * step : angle);
  if (isLine(element)) return lineAt(centre, snapped(pulled), Math.hypot(element.x2 - element.x, element.y2 - element.y), element);
  const handle = slanted(element, { x: 0, y: -1 });
  return { ...element, rotation: snapped(pulled - degrees(Math.atan2(handle.y, handle.x))) };
}

function lineAt(centre, angle, length, line) {
  const half = turned({ x: length / 2, y: 0 }, angle);
  return {
    ...line,
    x: round(centre.x - half.x),
    y: round(centre.y - half.y),
    x2: round(centre.x + half.x),
    y2: round(centre.y + half.y),
  };
}

/**
 * @param {object} element
 * @param {Point} point
 * @param {number} [tolerance] mm around the element that count as inside: a line is thin
 * @returns {boolean} whether the point is in its box as turned and slanted, or on the stroke of a line
 */
export function contains(element, point, tolerance = 0) {
  if (isLine(element)) return distanceToLine(element, point) <= Math.max(tolerance, (element.stroke?.width ?? 0) / 2) + DUST;
  const centre = centreOf(element);
  const way = fromPage(element, { x: point.x - centre.x, y: point.y - centre.y });
  const [across, down] = [element.width / 2 + tolerance, element.height / 2 + tolerance];
  return Math.abs(way.x) <= across + DUST && Math.abs(way.y) <= down + DUST;
}

function distanceToLine({ x, y, x2, y2 }, point) {
  const [dx, dy] = [x2 - x, y2 - y];
  const share = ((point.x - x) * dx + (point.y - y) * dy) / (dx * dx + dy * dy || 1);
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - x - along * dx, point.y - y - along * dy);
}
