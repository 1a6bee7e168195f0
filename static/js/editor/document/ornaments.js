/**
 * Ornaments of the shipped library on a page: their colours, their size, corners in fours, borders that fit the page. Lengths in mm. Pure.
 *
 * @typedef {object} Ornament of `static/ornaments/*.json`
 * @property {string} id
 * @property {string} name
 * @property {string[]} tags
 * @property {"once" | "corners" | "page"} placing
 * @property {object} [element] in the document format, with its box at 0, 0; for borders there is a frame instead
 * @property {object} [frame] see scripts/ornaments/ink.py
 */

import { mapPoints } from "../geometry/path_data.js";
import { round, scaled } from "../geometry/geometry.js";
import { frameElement } from "./ornament_frame.js";
import { addElements, withFreshIds } from "./commands.js";
import { freePlace } from "./free_place.js";

// The library is drawn for a page whose shorter side is that of A4.
const DRAWN_FOR_MM = 210;
const CORNER_INSET_MM = 8;
const LEAST_SCALE = 0.12;

/** How large ornaments are on a page: 1 on A4. @param {{width: number, height: number}} page @returns {number} */
export const scaleOn = ({ width, height }) => Math.max(LEAST_SCALE, Math.min(width, height) / DRAWN_FOR_MM);

/**
 * The elements of an ornament on a page.
 *
 * @param {Ornament} ornament
 * @param {{width: number, height: number}} page
 * @param {{centre?: {x: number, y: number}, seen?: import("../geometry/boxes.js").Bounds}} [where] its centre, without it a free place near the middle of
 *   what is seen. Corners and borders have places of their own
 * @returns {object[]} elements with ids of the library
 */
export function ornamentElements(ornament, page, { centre, seen } = {}) {
  const scale = scaleOn(page);
  if (ornament.placing === "page") return [frameElement(ornament, page, scale)];
  const element = scaled(ornament.element, scale);
  if (ornament.placing === "corners") return corners(element, page, CORNER_INSET_MM * scale);
  const place = centre ? { x: round(centre.x - element.width / 2), y: round(centre.y - element.height / 2) } : freePlace(page, element, seen);
  return [{ ...element, ...place }];
}

function corners(element, page, inset) {
  const far = { x: page.width - inset - element.width, y: page.height - inset - element.height };
  const places = [[false, false], [true, false], [false, true], [true, true]];
  return places.map(([isRight, isLow]) => ({
    ...mirrored(element, isRight, isLow),
    x: round(isRight ? far.x : inset),
    y: round(isLow ? far.y : inset),
  }));
}

// The points themselves are mirrored: the element stays an ordinary one, upright.
function mirrored(element, across, down) {
  if (element.elements) return { ...element, elements: element.elements.map((inner) => mirrored(inner, across, down)) };
  const [width, height] = element.viewBox;
  return { ...element, d: mapPoints(element.d, (x, y) => [across ? width - x : x, down ? height - y : y]) };
}

/**
 * Elements in other colours.
 *
 * @param {object} element
 * @param {Record<string, string>} colours colour → the one that takes its place
 */
export function recoloured(element, colours) {
  const swapped = (colour) => colours[colour] ?? colour;
  const changed = { ...element };
  if (typeof element.fill === "string") changed.fill = swapped(element.fill);
  if (element.stroke) changed.stroke = { ...element.stroke, color: swapped(element.stroke.color) };
  if (element.elements) changed.elements = element.elements.map((inner) => recoloured(inner, colours));
  return changed;
}

/**
 * Put an ornament on a page: on top of all; a border lies below all and is locked, so that what stands on it can be taken hold of.
 *
 * @param {object} document
 * @param {number} pageIndex
 * @param {Ornament} ornament
 * @param {{centre?: {x: number, y: number}, seen?: object, colours?: Record<string, string>}} [how]
 * @returns {{document: object, ids: string[]}}
 */
export function addOrnament(document, pageIndex, ornament, { centre, seen, colours = {} } = {}) {
  const page = document.pages[pageIndex];
  const made = ornamentElements(ornament, page, { centre, seen }).map((element) => recoloured(element, colours));
  const elements = withFreshIds(document, made);
  const ids = elements.map(({ id }) => id);
  if (ornament.placing !== "page") return { document: addElements(document, pageIndex, elements), ids };
  const pages = document.pages.with(pageIndex, { ...page, elements: [...elements.map((each) => ({ ...each, locked: true })), ...page.elements] });
  return { document: { ...document, pages }, ids };
}

/** Whether an ornament answers to what somebody looks for: every word in its name, tags or category. */
export function isWanted(ornament, category, words) {
  const known = [ornament.name, category, ...ornament.tags].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}
