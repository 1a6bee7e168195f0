/** New elements, in the middle of the page and in a size that fits it. Lengths in mm, type in pt. */

import { addElements, freshId } from "./commands.js";
import { declare } from "../fields/book.js";
import { round } from "../geometry/geometry.js";

const INK = "#1f2937";
const ACCENT = "#1e3a8a";
const STEP = 6;
const TEXT = { type: "text", font: { family: "EB Garamond" }, fill: INK, align: "center", verticalAlign: "middle" };
const SHAPE = { type: "shape", fill: "#dbe4f5" };

/** Kind → what is new about it; width and height as shares of the page's shorter side. */
const KINDS = {
  heading: { ...TEXT, text: "Certificate", size: 40, fit: "shrink", minSize: 16, share: [1, 0.14] },
  text: { ...TEXT, text: "Your text", size: 16, fit: "wrap", share: [0.7, 0.08] },
  rect: { ...SHAPE, shape: "rect", share: [0.4, 0.25] },
  ellipse: { ...SHAPE, shape: "ellipse", share: [0.3, 0.3] },
  polygon: { ...SHAPE, shape: "polygon", points: 6, share: [0.3, 0.3] },
  star: { ...SHAPE, shape: "star", points: 5, innerRatio: 0.5, share: [0.3, 0.3] },
  line: { type: "line", stroke: { color: ACCENT, width: 0.5 }, share: [0.6, 0] },
  photo: { type: "image", fit: "cover", share: [0.2, 0.26] },
  qr: { type: "qr", content: "{verify.qr}", ecc: "Q", share: [0.14, 0.14] },
};

/**
 * @param {object} document
 * @param {number} pageIndex
 * @param {string} kind of KINDS
 * @param {object} [more] properties of its own
 * @returns {{document: object, id: string}}
 */
export function addNew(document, pageIndex, kind, more = {}) {
  const page = document.pages[pageIndex];
  const { share, ...properties } = KINDS[kind];
  const short = Math.min(page.width, page.height);
  const [width, height] = share.map((part) => round(part * short));
  const [x, y] = freePlace(page, round((page.width - width) / 2), round((page.height - height) / 2));
  const id = freshId(document, kind);
  const box = properties.type === "line" ? { x, y, x2: round(x + width), y2: y } : { x, y, width, height };
  return { document: addElements(document, pageIndex, [{ id, ...properties, ...box, ...more }]), id };
}

// What is added one after the other lies in steps, not in a pile.
function freePlace(page, x, y) {
  const isTaken = page.elements.some((element) => element.x === x && element.y === y);
  return isTaken ? freePlace(page, round(x + STEP), round(y + STEP)) : [x, y];
}

/** A text that shows a field; for a picture of each recipient a frame. */
export function addField(document, pageIndex, field) {
  if (field.type === "image") return addNew(declare(document, field), pageIndex, "photo", { source: `field:${field.key}`, name: field.label });
  const formats = { date: "|date:long" };
  const text = `{${field.key}${formats[field.type] ?? ""}}`;
  const kind = field.key === "recipient.name" ? "heading" : "text";
  const declared = declare(document, field);
  return addNew(declared, pageIndex, kind, { text, name: field.label, fit: "shrink", minSize: kind === "heading" ? 16 : 8 });
}
