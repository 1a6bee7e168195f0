/** Pages: Fabric objects for a canvas, SVG for paper, links for the PDF. */

import { Point, Rect } from "fabric";

import { buildElement } from "./elements.js";
import { ImageElement, pictureOf } from "./image_element.js";
import { fillOf } from "./paint.js";
import { DEFAULT_CONTENT, placeholdersOf, resolvePlain } from "./placeholders.js";
import { QrElement } from "./qr_element.js";
import { typeOf } from "./types/index.js";
import { finite, mm } from "./units.js";
import { safeLink } from "./values.js";

const PAGE_ORIGIN = { x: 0, y: 0 };
const WHITE = "#ffffff";
const BACKGROUND = ""; // its warnings belong to no element

/** Does an element look and act the same for every recipient? @returns {boolean} */
export function isFixed(element) {
  if (element.link || element.when) return false;
  return typeOf(element.type)?.isFixed(element) ?? true; // of an unknown type is told when it is built
}

/**
 * The paper, bleed included: one colour or gradient, or white with a picture on it.
 *
 * @param {object} page of the document
 * @param {object} context see `layoutContext`
 * @param {number} [bleed] mm
 */
export function backgroundObjects(page, context, bleed = 0) {
  const { background = WHITE } = page;
  const [width, height] = [mm(page.width + 2 * bleed), mm(page.height + 2 * bleed)];
  const place = {
    left: mm(page.width) / 2,
    top: mm(page.height) / 2,
    width,
    height,
    originX: "center",
    originY: "center",
    strokeWidth: 0,
    objectCaching: false,
  };
  if (background.type !== "image") return [new Rect({ ...place, ...fillOf(background, width, height) })];
  const picture = pictureOf(background, context, BACKGROUND);
  const opacity = Math.min(1, Math.max(0, finite(background.opacity, 1)));
  const paper = new Rect({ ...place, fill: WHITE });
  return picture ? [paper, new ImageElement({ ...place, opacity, picture, fitting: background.fit ?? "cover" })] : [paper];
}

/**
 * All objects of a page from the lowest to the topmost, its background first.
 *
 * @param {object} page of the document
 * @param {object} context see `layoutContext`; gains texts, codes, links and warnings
 * @param {number} [bleed] mm
 */
export function pageObjects(page, context, bleed = 0) {
  return [...backgroundObjects(page, context, bleed), ...page.elements.map((element) => buildLinked(element, context)).filter(Boolean)];
}

/** Build an element at the top of a page, and note where its codes are and where a click leads. */
export function buildLinked(element, context) {
  const object = buildElement(element, context, PAGE_ORIGIN);
  if (object) noteFacts(object, context);
  return object;
}

function noteFacts(object, context) {
  const url = linkOf(object.element, context);
  if (url) context.links.push({ url, corners: cornersOf(object) });
  if (object instanceof QrElement) {
    context.codes.push({ content: object.content, modules: object.modules, corners: cornersOf(object) });
  }
  for (const child of object._objects ?? []) noteFacts(child, context);
}

// A code and a written verify address can be clicked without the designer saying so.
function linkOf(element, context) {
  const fill = (text) => resolvePlain(text, context.values, context.language);
  if (element.link) {
    const wanted = fill(element.link);
    const url = safeLink(wanted);
    if (!url && wanted.trim()) context.warn(element.id, { code: "bad_link" });
    return url;
  }
  if (element.type === "qr") return safeLink(fill(clickable(element.content ?? DEFAULT_CONTENT)));
  const bound = element.type === "text" ? placeholdersOf(element.text) : [];
  return bound.some(({ key }) => key === "verify.url") ? safeLink(fill("{verify.url}")) : "";
}

// Who clicks on a code has not scanned it: the address in small letters tells the two apart.
const clickable = (content) => content.replaceAll("{verify.qr}", "{verify.url}");

// The corners of the box on the page, in px, clockwise from the top left.
function cornersOf(object) {
  const matrix = object.calcTransformMatrix();
  const [x, y] = [object.width / 2, object.height / 2];
  return [
    [-x, -y],
    [x, -y],
    [x, y],
    [-x, y],
  ].map(([cx, cy]) => {
    const point = new Point(cx, cy).transform(matrix);
    return [point.x, point.y];
  });
}
