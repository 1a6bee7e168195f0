/** Elements of the document as Fabric objects, in px, placed by their centres. */

import { isMet } from "./conditions.js";
import { LayoutError } from "./errors.js";
import { GroupElement } from "./group_element.js";
import { typeOf } from "./types/index.js";
import { finite, mm } from "./units.js";

// Of an element whose condition is not met, where it is to be seen at all.
const FAINT = 0.2;

// `origin` is where the coordinates start, from the centre of what holds the element (page or group), in px.
function frame(element, origin) {
  const width = mm(finite(element.width));
  const height = mm(finite(element.height));
  const [flipX, flipY] = [element.flipX === true, element.flipY === true];
  // An element is mirrored in its box, which is slanted then; Fabric slants first, and a mirror turns a slant around.
  const slant = flipX === flipY ? 1 : -1;
  return {
    width,
    height,
    left: origin.x + mm(finite(element.x)) + width / 2,
    top: origin.y + mm(finite(element.y)) + height / 2,
    angle: finite(element.rotation),
    skewX: slant * finite(element.skewX),
    skewY: slant * finite(element.skewY),
    flipX,
    flipY,
    opacity: Math.min(1, Math.max(0, finite(element.opacity, 1))),
    originX: "center",
    originY: "center",
    strokeWidth: 0,
    objectCaching: false,
  };
}

/** The coordinates inside a group or an element made of parts, for `buildElements`. */
export const insideOf = (place, origin) => ({
  x: -place.width / 2,
  y: -place.height / 2,
  isMirrored: Boolean(origin.isMirrored) !== (place.flipX !== place.flipY),
});

/** The elements of which one is made by its type; none for one that is drawn as a whole. Each has the id of the whole. */
export function partsOf(element, context) {
  const parts = typeOf(element.type)?.parts?.(element, context) ?? [];
  return parts.map((part) => ({ ...part, id: element.id }));
}

function buildParts(element, context, place, origin) {
  const parts = partsOf(element, context);
  return parts.length ? new GroupElement(buildElements(parts, context, insideOf(place, origin)), place) : null;
}

/**
 * One element as a Fabric object, or null when there is nothing to draw. The object's `element` is the
 * document's element, for editors and links.
 */
export function buildElement(element, context, origin) {
  if (element.hidden) return null;
  const isMissed = !isMet(element, context);
  if (isMissed && context.unmet === "hide") return null;
  const type = typeOf(element.type);
  if (!type) throw new LayoutError("bad_element", "The design holds an element of an unknown type.");
  const object = (type.build ?? buildParts)(element, context, frame(element, origin), origin);
  if (object) object.element = element;
  if (object && isMissed) object.opacity *= FAINT;
  return object;
}

/** Elements from the lowest to the topmost. @returns {import("fabric").FabricObject[]} */
export function buildElements(elements, context, origin) {
  return elements.map((element) => buildElement(element, context, origin)).filter(Boolean);
}
