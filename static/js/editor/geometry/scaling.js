/** Elements made larger or smaller as a whole, with all that is measured in them. Pure. */

import { round } from "./units.js";

const LENGTHS = ["x", "y", "width", "height", "x2", "y2", "radius", "size", "minSize", "letterSpacing"];
// The least that the document may hold, in the unit of each.
const LEAST = { width: 0.05, height: 0.05, size: 1, minSize: 1 };

function scaledStroke(stroke, factor) {
  const changed = { ...stroke, width: round(stroke.width * factor) };
  // No dash shrinks to nothing: a pattern without any length is refused.
  if (stroke.dash) changed.dash = stroke.dash.map((length) => length && Math.max(0.01, round(length * factor)));
  return changed;
}

// A shadow falls as far as the document allows, 100 mm.
const fallen = (length, factor) => Math.min(100, Math.max(-100, round(length * factor)));
const scaledShadow = ({ color, dx, dy }, factor) => ({ color, dx: fallen(dx, factor), dy: fallen(dy, factor) });

/**
 * The element with all its lengths times `factor`, seen from the origin of its coordinates: place, box, type, stroke, shadow, corners
 * and, of a group, all that is in it. Angles, the crop of a picture and the drawing of a path in its viewBox stay.
 *
 * @param {object} element
 * @param {number} factor above 0
 * @returns {object} a new element
 */
export function scaled(element, factor) {
  const changes = {};
  for (const key of LENGTHS) {
    if (typeof element[key] === "number") changes[key] = Math.max(LEAST[key] ?? -Infinity, round(element[key] * factor));
  }
  if (element.stroke) changes.stroke = scaledStroke(element.stroke, factor);
  if (element.shadow) changes.shadow = scaledShadow(element.shadow, factor);
  if (element.mask?.radius) changes.mask = { ...element.mask, radius: round(element.mask.radius * factor) };
  if (element.elements) changes.elements = element.elements.map((child) => scaled(child, factor));
  return { ...element, ...changes };
}
