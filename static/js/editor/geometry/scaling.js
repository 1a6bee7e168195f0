/** Elements made larger or smaller as a whole, with all that is measured in them. Pure. */

import { RANGES, SHADOW, STROKE, within } from "./limits.js";
import { round } from "./units.js";

function scaledStroke(stroke, factor) {
  const changed = { ...stroke, width: within(round(stroke.width * factor), STROKE.width) };
  // No dash shrinks to nothing: a pattern without any length is refused.
  if (stroke.dash) changed.dash = stroke.dash.map((length) => length && Math.max(0.01, within(round(length * factor), STROKE.dash)));
  return changed;
}

const fallen = (length, factor) => within(round(length * factor), SHADOW);
const scaledShadow = ({ color, dx, dy }, factor) => ({ color, dx: fallen(dx, factor), dy: fallen(dy, factor) });

/**
 * The element with all its lengths times `factor`, seen from the origin of its coordinates: place, box, type, stroke, shadow, corners
 * and, of a group, all that is in it, as far as the document may hold them. Angles, the crop of a picture and the drawing of a path in its viewBox stay.
 *
 * @param {object} element
 * @param {number} factor above 0
 * @returns {object} a new element
 */
export function scaled(element, factor) {
  const changes = {};
  for (const [key, range] of Object.entries(RANGES)) {
    if (typeof element[key] === "number") changes[key] = within(round(element[key] * factor), range);
  }
  if (element.stroke) changes.stroke = scaledStroke(element.stroke, factor);
  if (element.shadow) changes.shadow = scaledShadow(element.shadow, factor);
  if (element.mask?.radius) changes.mask = { ...element.mask, radius: within(round(element.mask.radius * factor), RANGES.radius) };
  if (element.elements) changes.elements = element.elements.map((child) => scaled(child, factor));
  return { ...element, ...changes };
}
