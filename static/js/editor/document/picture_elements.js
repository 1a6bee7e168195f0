/** Pictures on a page: how large they come, what they replace, how fine they are. Lengths in mm. Pure. */

import { round } from "../geometry/geometry.js";
import { addElements, freshId, removeElements, setPage, updateElements } from "./commands.js";
import { freePlace } from "./free_place.js";
import { elementAt } from "./tree.js";

const PRINT_DPI = 300;
/** Coarser than that is seen on paper. */
export const SOFT_DPI = 150;
const MM_PER_INCH = 25.4;
// Shares of the page's shorter side.
const LARGEST = 0.5;
const OF_VECTOR = 0.35;
const LEAST_MM = 12;

/**
 * A picture of the team, as the server tells it.
 *
 * @typedef {object} Picture
 * @property {string} id
 * @property {string} name
 * @property {number} width px; of a vector drawing its proportions
 * @property {number} height
 * @property {number} bytes
 * @property {boolean} isVector
 * @property {string} url
 * @property {string} thumbnail address of a small one
 */

/**
 * The size that a picture comes in: that of print at 300 dpi where it fits, never half of the page.
 *
 * @param {{width: number, height: number}} page mm
 * @param {Picture} picture
 * @returns {{width: number, height: number}} mm, in its ratio
 */
export function sizeFor(page, { width, height, isVector }) {
  const short = Math.min(page.width, page.height);
  const long = Math.max(width, height);
  const natural = isVector ? short * OF_VECTOR : (long / PRINT_DPI) * MM_PER_INCH;
  const side = Math.min(short * LARGEST, Math.max(LEAST_MM, natural));
  return { width: round((width / long) * side), height: round((height / long) * side) };
}

/**
 * @param {object} document
 * @param {number} pageIndex
 * @param {Picture} picture
 * @param {{centre?: {x: number, y: number}, seen?: import("../geometry/boxes.js").Bounds}} [where] centre: on the page; without it a free place near the
 *   middle of what is seen
 * @returns {{document: object, id: string}}
 */
export function addPicture(document, pageIndex, picture, { centre, seen } = {}) {
  const page = document.pages[pageIndex];
  const size = sizeFor(page, picture);
  const place = centre ? { x: round(centre.x - size.width / 2), y: round(centre.y - size.height / 2) } : freePlace(page, size, seen);
  return addImage(document, pageIndex, "picture", picture, { ...place, ...size });
}

/** An image in a place of its own. @param {import("../geometry/boxes.js").Bounds} place mm @returns {{document: object, id: string}} */
export function addImage(document, pageIndex, stem, picture, place) {
  const id = freshId(document, stem);
  const element = { id, type: "image", name: nameOf(picture), source: `asset:${picture.id}`, fit: "contain", ...place };
  return { document: addElements(document, pageIndex, [element]), id };
}

const nameOf = ({ name }) => name.slice(0, 120);

/**
 * Another picture in the place of the one that is there. Its box, fit and mask stay; what told of the old one goes.
 * A photo of the recipients stays theirs: there the picture is what the sample recipient looks like.
 *
 * @param {object} document
 * @param {string} id of an image
 * @param {Picture} picture
 * @returns {object}
 */
export function replacePicture(document, id, picture) {
  const { element } = elementAt(document, id);
  const key = photoKey(element);
  if (key) return withSample(document, key, picture.id);
  const changes = { source: `asset:${picture.id}`, name: nameOf(picture), crop: undefined, alt: undefined };
  return updateElements(document, { [id]: changes });
}

/** The field whose value names the picture of an element, "" for a picture of the design. */
export const photoKey = ({ type, source = "" }) => (type === "image" && source.startsWith("field:") ? source.slice("field:".length) : "");

function withSample(document, key, sample) {
  const fields = (document.fields ?? []).map((field) => (field.key === key ? { ...field, sample } : field));
  return { ...document, fields };
}

/**
 * The topmost picture under a point that something dropped there may replace: none that covers most of the page, which is
 * its background.
 *
 * @param {object} page
 * @param {(element: object) => boolean} isUnder
 * @returns {object | null}
 */
export function pictureUnder(page, isUnder) {
  const hit = page.elements.findLast((element) => !element.hidden && !element.locked && isUnder(element));
  if (hit?.type !== "image") return null;
  return hit.width * hit.height < 0.6 * page.width * page.height ? hit : null;
}

/** @returns {object} document with a picture behind all that is on a page */
export function withBackground(document, pageIndex, picture) {
  return setPage(document, pageIndex, { background: { type: "image", source: `asset:${picture.id}`, fit: "cover" } });
}

/**
 * The picture of an element as the background of its page; the element goes.
 *
 * @returns {object | null} null for a photo of the recipients, which is another one on each certificate
 */
export function asBackground(document, id) {
  const found = elementAt(document, id);
  if (photoKey(found.element)) return null;
  const { page } = found;
  const background = { type: "image", source: found.element.source, fit: "cover" };
  return setPage(removeElements(document, [id]), page, { background });
}

/** What hides the background of a page: a shape over all of it. @param {object} page @returns {object | undefined} */
export const coverOf = ({ width, height, elements }) =>
  elements.find(
    ({ type, shape, x, y, rotation = 0, opacity = 1, hidden, fill, ...box }) =>
      type === "shape" && shape === "rect" && !hidden && !rotation && opacity === 1 && fill && x <= 0 && y <= 0 && x + box.width >= width && y + box.height >= height,
  );

/**
 * How fine a picture is on paper.
 *
 * @param {object} element image
 * @param {{width: number, height: number}} picture px
 * @returns {number} pixels an inch, to full precision: contained, in the direction that its size comes from, else in the coarser one
 */
export function resolutionOf({ width, height, fit = "contain", crop }, picture) {
  const seen = { width: picture.width * (crop?.width ?? 1), height: picture.height * (crop?.height ?? 1) };
  const scales = [width / seen.width, height / seen.height];
  const scale = fit === "contain" ? Math.min(...scales) : Math.max(...scales);
  return MM_PER_INCH / scale;
}

/** Every picture of the team that a document names, by its id, and every field that names one. */
export function picturesNamed(document) {
  const [assets, keys] = [new Set(), new Set()];
  const note = (source) => (source?.startsWith("asset:") ? assets.add(source.slice("asset:".length)) : source && keys.add(source.slice("field:".length)));
  const visit = (elements) => {
    for (const element of elements) {
      if (element.type === "image") note(element.source);
      if (element.elements) visit(element.elements);
    }
  };
  for (const page of document.pages) {
    if (page.background?.type === "image") note(page.background.source);
    visit(page.elements);
  }
  return { assets: [...assets], keys: [...keys] };
}
