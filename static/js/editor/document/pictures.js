/** Pictures on a page: how large they come, what they replace, where a signature lies. Lengths in mm. Pure. */

import { round } from "../geometry/geometry.js";
import { addElements, freshId, setPage, updateElements } from "./commands.js";
import { elementAt } from "./tree.js";

const PRINT_DPI = 300;
const MM_PER_INCH = 25.4;
// Shares of the page's shorter side.
const LARGEST = 0.5;
const OF_VECTOR = 0.35;
const LEAST_MM = 12;
const SIGNATURE_MM = 14;
const SIGNATURE_SHARE = 0.8; // of its line
const INK = "#1f2937";

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
 * @param {{x: number, y: number}} [centre] on the page; its middle when left out
 * @returns {{document: object, id: string}}
 */
export function addPicture(document, pageIndex, picture, centre) {
  const page = document.pages[pageIndex];
  const size = sizeFor(page, picture);
  return add(document, pageIndex, "picture", picture, size, centre ?? { x: page.width / 2, y: page.height / 2 });
}

function add(document, pageIndex, stem, picture, { width, height }, { x, y }) {
  const id = freshId(document, stem);
  const place = { x: round(x - width / 2), y: round(y - height / 2), width, height };
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
  const elements = document.pages[page].elements.filter((element) => element.id !== id);
  return setPage(document, page, { background, elements });
}

/**
 * How fine a picture is on paper.
 *
 * @param {object} element image
 * @param {{width: number, height: number}} picture px
 * @returns {number} pixels an inch, the coarser of both directions
 */
export function resolutionOf({ width, height, fit = "contain", crop }, picture) {
  const seen = { width: picture.width * (crop?.width ?? 1), height: picture.height * (crop?.height ?? 1) };
  const scales = [width / seen.width, height / seen.height];
  const scale = fit === "contain" ? Math.min(...scales) : Math.max(...scales);
  return Math.round(MM_PER_INCH / scale);
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

/**
 * A signature over a line to sign on: the one that is selected, else the lowest level one of the page; else low in the middle.
 *
 * @param {object} document
 * @param {number} pageIndex
 * @param {{width: number, height: number}} ink its proportions
 * @param {object[]} selected
 * @returns {{x: number, y: number, width: number, height: number}} mm
 */
export function placeOfSignature(document, pageIndex, ink, selected) {
  const page = document.pages[pageIndex];
  const line = lineToSign(page, selected);
  const most = line ? SIGNATURE_SHARE * line.width : page.width / 4;
  const scale = Math.min(SIGNATURE_MM / ink.height, most / ink.width);
  const [width, height] = [round(ink.width * scale), round(ink.height * scale)];
  const middle = line ? line.x + line.width / 2 : page.width / 2;
  const foot = line ? line.y : page.height * 0.8;
  // Its lower third reaches below the line, as that of a name does.
  return { x: round(middle - width / 2), y: round(foot - height * 0.8), width, height };
}

const lineToSign = (page, selected) => lineOf(selected) ?? lineOf(page.elements.toReversed().toSorted((a, b) => b.y - a.y));

function lineOf(elements) {
  for (const element of elements) {
    const { type, x, y, x2, y2, width, height, rotation = 0 } = element;
    const colour = element.stroke?.color ?? element.fill;
    if (type === "line" && Math.abs(y2 - y) < 1 && Math.abs(x2 - x) > 20) return { x: Math.min(x, x2), y, width: Math.abs(x2 - x), colour };
    if (["shape", "path", "group"].includes(type) && !rotation && width > 20 && width < 120 && height < 3) return { x, y: y + height / 2, width, colour };
  }
  return null;
}

// Where the line is light the paper is dark: there dark ink would not be seen.
function inkOn(line) {
  const colour = typeof line?.colour === "string" ? line.colour : INK;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  return 0.3 * red + 0.59 * green + 0.11 * blue > 0.4 ? colour.slice(0, 7) : INK;
}

/** An image of a signature, over its line. @param {Picture} picture @returns {{document: object, id: string}} */
export function addSignature(document, pageIndex, picture, selected) {
  const { x, y, ...size } = placeOfSignature(document, pageIndex, picture, selected);
  return add(document, pageIndex, "signature", picture, size, { x: x + size.width / 2, y: y + size.height / 2 });
}

/**
 * A signature drawn by hand, as a path.
 *
 * @param {{d: string, width: number, height: number, line: number}} drawn see `strokesAsPath`; line: width of the pen
 */
export function addDrawnSignature(document, pageIndex, drawn, selected) {
  const place = placeOfSignature(document, pageIndex, drawn, selected);
  const id = freshId(document, "signature");
  const color = inkOn(lineToSign(document.pages[pageIndex], selected));
  const stroke = { color, width: round(Math.max(0.2, (drawn.line * place.width) / drawn.width)), cap: "round", join: "round" };
  const element = { id, type: "path", name: "Signature", d: drawn.d, viewBox: [drawn.width, drawn.height], fill: null, stroke, ...place };
  return { document: addElements(document, pageIndex, [element]), id };
}
