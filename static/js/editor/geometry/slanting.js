/** Slanting an element by pulling one of its sides along itself. Pure. */

import { centreOf, isLine, turned } from "./boxes.js";
import { SIDES } from "./resizing.js";
import { round } from "./units.js";

const MOST_DEG = 80;
const tangent = (angle) => Math.tan((angle * Math.PI) / 180);

/** @param {number} slant the tangent of an angle @returns {number} degrees, as far as the document allows */
function angleOf(slant, step) {
  const angle = (Math.atan(slant) * 180) / Math.PI;
  const stepped = step ? Math.round(angle / step) * step : angle;
  return round(Math.min(MOST_DEG, Math.max(-MOST_DEG, stepped)));
}

/**
 * The element after one of its sides was pulled along itself; the opposite side stays where it is. Pass the element as it was when the
 * pull began.
 *
 * @param {object} element no line: that has no sides
 * @param {"n"|"e"|"s"|"w"} handle
 * @param {number} dx mm on the page (or in the group) that the pointer has gone
 * @param {number} dy mm
 * @param {{step?: number}} [options] degrees: snaps to multiples of it
 * @returns {object} a new element, to 0.01 mm and 0.01°
 */
export function slant(element, handle, dx, dy, { step = 0 } = {}) {
  const [across, down] = SIDES[handle];
  if (isLine(element) || (across && down)) return element;
  const level = turned({ x: dx, y: dy }, -(element.rotation ?? 0));
  const { skewX = 0, skewY = 0, width, height } = element;
  // From the centre a side is half as far away as from the side opposite, which is why it goes half as far.
  if (down) {
    const angle = angleOf(tangent(skewX) + (down * level.x) / height, step);
    const gone = ((tangent(angle) - tangent(skewX)) * height * down) / 2;
    return movedBy({ ...element, skewX: angle }, { x: gone, y: 0 });
  }
  const angle = angleOf(tangent(skewY) + (across * level.y) / width, step);
  const gone = ((tangent(angle) - tangent(skewY)) * width * across) / 2;
  return movedBy({ ...element, skewY: angle }, { x: tangent(skewX) * gone, y: gone });
}

function movedBy(element, way) {
  const [centre, shift] = [centreOf(element), turned(way, element.rotation ?? 0)];
  return { ...element, x: round(centre.x + shift.x - element.width / 2), y: round(centre.y + shift.y - element.height / 2) };
}
