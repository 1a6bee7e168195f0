/** Several siblings pulled or turned as one. Pure. */

import { centreOf, isLine, normalAngle, turned } from "./boxes.js";
import { LEAST_SIDE, MOST_SIDE, within } from "./limits.js";
import { mirrored } from "./mirroring.js";
import { SIDES } from "./resizing.js";
import { scaled } from "./scaling.js";
import { round } from "./units.js";

// These have one shape in every size.
const RIGID = new Set(["group", "qr"]);

/**
 * The elements after a handle of the box around them was pulled. Pass them as they were when the pull began.
 *
 * In ratio all that is in them grows too, type and strokes included, as in a group. Out of ratio boxes are stretched and type stays; what
 * is turned keeps its angle, and groups and QR codes their shape. With `flips` what is pulled through to the other side is mirrored there.
 *
 * @param {object[]} elements
 * @param {import("./boxes.js").Bounds} bounds around them, mm
 * @param {"nw"|"n"|"ne"|"e"|"se"|"s"|"sw"|"w"} handle
 * @param {number} dx mm that the pointer has gone
 * @param {number} dy mm
 * @param {{keepRatio?: boolean, fromCentre?: boolean, flips?: boolean}} [options]
 * @returns {object[]} new elements, to 0.01 mm
 */
export function resizeMany(elements, bounds, handle, dx, dy, { keepRatio = false, fromCentre = false, flips = false } = {}) {
  const [across, down] = SIDES[handle];
  const reach = fromCentre ? 2 : 1;
  const about = {
    x: bounds.x + (bounds.width * (1 - (fromCentre ? 0 : across))) / 2,
    y: bounds.y + (bounds.height * (1 - (fromCentre ? 0 : down))) / 2,
  };
  const grown = { x: across * dx * reach, y: down * dy * reach };
  const share = keepRatio ? shareInRatio(bounds, grown, [across, down]) : null;
  const wanted = {
    x: share ?? (across && bounds.width ? 1 + grown.x / bounds.width : 1),
    y: share ?? (down && bounds.height ? 1 + grown.y / bounds.height : 1),
  };
  const through = ["x", "y"].filter((axis) => flips && wanted[axis] < 0);
  const turnedOver = through.reduce((made, axis) => mirrored(made, axis, about[axis]), elements);
  const [x, y] = ["x", "y"].map((axis) => limited(elements, through.includes(axis) ? -wanted[axis] : wanted[axis]));
  return turnedOver.map((element) => (keepRatio ? scaledAbout(element, x, about) : stretched(element, { x, y }, about)));
}

// A side decides alone; of a corner, the point of the diagonal that is nearest to the pointer.
function shareInRatio({ width, height }, grown, [across, down]) {
  const [a, b] = [across ? width : 0, down ? height : 0];
  return a || b ? 1 + (grown.x * a + grown.y * b) / (a * a + b * b) : 1;
}

// No box may become smaller or larger than the document holds.
function limited(elements, factor) {
  const sides = elements.flatMap((element) => (isLine(element) ? [] : [element.width, element.height]));
  if (!sides.length) return Math.max(0.001, factor);
  return within(factor, [LEAST_SIDE / Math.min(...sides), MOST_SIDE / Math.max(...sides)]);
}

const along = (at, factor, about) => round(about + (at - about) * factor);

function scaledAbout(element, factor, about) {
  const grown = scaled(element, factor);
  const moved = { ...grown, x: along(element.x, factor, about.x), y: along(element.y, factor, about.y) };
  return isLine(element) ? { ...moved, x2: along(element.x2, factor, about.x), y2: along(element.y2, factor, about.y) } : moved;
}

function stretched(element, factors, about) {
  if (isLine(element)) {
    const ends = { x: along(element.x, factors.x, about.x), y: along(element.y, factors.y, about.y) };
    return { ...element, ...ends, x2: along(element.x2, factors.x, about.x), y2: along(element.y2, factors.y, about.y) };
  }
  const before = centreOf(element);
  const centre = { x: about.x + (before.x - about.x) * factors.x, y: about.y + (before.y - about.y) * factors.y };
  const grown = RIGID.has(element.type) ? scaled(element, Math.min(factors.x, factors.y)) : withSides(element, factors);
  return { ...grown, x: round(centre.x - grown.width / 2), y: round(centre.y - grown.height / 2) };
}

// Each side grows by as much as the page is stretched in its direction.
function withSides(element, factors) {
  const stretchOf = (way) => {
    const { x, y } = turned(way, element.rotation ?? 0);
    return Math.hypot(x * factors.x, y * factors.y);
  };
  return {
    ...element,
    width: round(element.width * stretchOf({ x: 1, y: 0 })),
    height: round(element.height * stretchOf({ x: 0, y: 1 })),
  };
}

/**
 * @param {object[]} elements
 * @param {import("./boxes.js").Point} about mm
 * @param {number} angle degrees clockwise
 * @returns {object[]} new elements, turned about one point, to 0.01 mm and 0.01°
 */
export function turnMany(elements, about, angle) {
  return elements.map((element) => {
    if (isLine(element)) {
      const [start, end] = [turned(element, angle, about), turned({ x: element.x2, y: element.y2 }, angle, about)];
      return { ...element, x: round(start.x), y: round(start.y), x2: round(end.x), y2: round(end.y) };
    }
    const centre = turned(centreOf(element), angle, about);
    return {
      ...element,
      x: round(centre.x - element.width / 2),
      y: round(centre.y - element.height / 2),
      rotation: normalAngle((element.rotation ?? 0) + angle),
    };
  });
}

/**
 * @param {import("./boxes.js").Point} about mm
 * @param {import("./boxes.js").Point} pointer where the handle above is pulled to
 * @param {{step?: number}} [options] degrees: snaps to multiples of it
 * @returns {number} degrees by which the handle has gone round
 */
export function turnOf(about, pointer, { step = 0 } = {}) {
  const angle = (Math.atan2(pointer.x - about.x, about.y - pointer.y) * 180) / Math.PI;
  return normalAngle(step ? Math.round(angle / step) * step : angle);
}
