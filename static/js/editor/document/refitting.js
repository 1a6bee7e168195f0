/** Another size for a page: borders of the library that filled it fill it again, with corners and tiles of their own shape. Lengths in mm. Pure. */

import { round } from "../geometry/geometry.js";
import { frameElement } from "./ornament_frame.js";
import { scaleOn } from "./ornaments.js";
import { setPage } from "./pages.js";
import { mapShared } from "./tree.js";

const NEAR_MM = 0.1;
const isNear = (one, other) => Math.abs(one - other) < NEAR_MM;

/** Whether an element stands as a border does: upright, as far from each edge of the page. */
export function surroundsPage({ type, x, y, width, height, rotation, skewX, skewY }, page) {
  const isUpright = !rotation && !skewX && !skewY;
  return isUpright && (type === "group" || type === "path") && isNear(x, y) && isNear(2 * x + width, page.width) && isNear(2 * y + height, page.height);
}

/**
 * @param {object} document
 * @param {number} index of the page
 * @param {{width: number, height: number}} size
 * @param {Map<string, import("./ornaments.js").Ornament>} borders of the library, by id
 * @returns {object} the same document when the page has that size
 */
export function refitted(document, index, { width, height }, borders) {
  const page = document.pages[index];
  if (page.width === width && page.height === height) return document;
  const elements = mapShared(page.elements, (element) => fittedTo(element, page, { width, height }, borders));
  return setPage(document, index, { width, height, elements });
}

function fittedTo(element, before, after, borders) {
  const ornament = borders.get(element.id) ?? borders.get(element.id.replace(/-\d+$/, ""));
  if (!ornament?.frame || !surroundsPage(element, before)) return element;
  const [was, made] = [before, after].map((page) => frameElement(ornament, page, scaleOn(page)));
  const parts = ({ elements = [] }) => elements.length;
  if (!isNear(was.x, element.x) || parts(was) !== parts(element)) return element;
  return shapedAs(element, made, scaleOn(after) / scaleOn(before));
}

// Its shape and lengths are those of the new one; colours, name, lock and all else stay.
function shapedAs(element, { x, y, width, height, d, viewBox, elements }, ratio) {
  const shaped = { ...element, x, y, width, height };
  if (d) Object.assign(shaped, { d, viewBox });
  if (element.stroke) shaped.stroke = thicker(element.stroke, ratio);
  if (elements) shaped.elements = element.elements.map((inner, at) => shapedAs(inner, elements[at], ratio));
  return shaped;
}

function thicker({ width, dash, ...stroke }, ratio) {
  return { ...stroke, width: round(width * ratio), ...(dash && { dash: dash.map((length) => round(length * ratio)) }) };
}
