/** New elements, in a free place of the page and in a size that fits it. Lengths in mm, type in pt. */

import { addElements, freshId } from "./commands.js";
import { declare } from "../fields/book.js";
import { round } from "../geometry/geometry.js";
import { freePlace } from "./free_place.js";
import { INK } from "./paints.js";

const ACCENT = "#1e3a8a";
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
 * @param {string} kind of KINDS, or any name for its id
 * @param {object} [more] properties of its own; all of them, and its `share`, for what is not of KINDS
 * @param {{x: number, y: number}} [more.at] its middle, mm, as far as it then lies on the page; without it a free place
 * @param {import("../geometry/boxes.js").Bounds} [more.seen] the part of the page that is on the screen: the free place is near its middle
 * @returns {{document: object, id: string}}
 */
export function addNew(document, pageIndex, kind, { at, seen, ...more } = {}) {
  const page = document.pages[pageIndex];
  const { share, ...properties } = { ...KINDS[kind], ...more };
  const short = Math.min(page.width, page.height);
  const [width, height] = share.map((part) => round(part * short));
  const free = [page.width - width, page.height - height];
  const { x, y } = at ? { x: within(at.x - width / 2, free[0]), y: within(at.y - height / 2, free[1]) } : freePlace(page, { width, height }, seen);
  const id = freshId(document, kind);
  const box = properties.type === "line" ? { x, y, x2: round(x + width), y2: y } : { x, y, width, height };
  return { document: addElements(document, pageIndex, [{ id, ...properties, ...box }]), id };
}

// What fits on the page lies on it, also when it is dropped near an edge.
const within = (start, free) => round(Math.max(Math.min(0, free), Math.min(start, Math.max(0, free))));

/**
 * A text that shows a field; for a picture of each recipient a frame.
 *
 * @param {object} document
 * @param {number} pageIndex
 * @param {import("../fields/book.js").Field} field
 * @param {{at?: {x: number, y: number}, seen?: import("../geometry/boxes.js").Bounds}} [where] as for `addNew`
 * @returns {{document: object, id: string}}
 */
export function addField(document, pageIndex, field, where = {}) {
  const declared = declare(document, field);
  const named = { name: field.label, ...where };
  if (field.type === "image") return addNew(declared, pageIndex, "photo", { ...named, source: `field:${field.key}` });
  const formats = { date: "|date:long" };
  const text = `{${field.key}${formats[field.type] ?? ""}}`;
  const kind = field.key === "recipient.name" ? "heading" : "text";
  return addNew(declared, pageIndex, kind, { ...named, text, fit: "shrink", minSize: kind === "heading" ? 16 : 8 });
}
