/** Where a signature lies, and what it is: the ink of a scan, or a path drawn by hand. Lengths in mm. Pure. */

import { round } from "../geometry/geometry.js";
import { addElements, freshId } from "./commands.js";
import { freePlace } from "./free_place.js";
import { INK } from "./paints.js";
import { addImage } from "./picture_elements.js";

const SIGNATURE_MM = 14;
const SIGNATURE_SHARE = 0.8; // of its line

/**
 * A signature over a line to sign on: the one that is selected, else the lowest level one of the page; else in a free place low in the middle.
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
  const lowerHalf = { x: 0, y: page.height / 2, width: page.width, height: page.height / 2 };
  if (!line) return { ...freePlace(page, { width, height }, lowerHalf), width, height };
  // Its lower third reaches below the line, as that of a name does.
  return { x: round(line.x + line.width / 2 - width / 2), y: round(line.y - height * 0.8), width, height };
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

/** An image of a signature, over its line. @param {import("./picture_elements.js").Picture} picture @returns {{document: object, id: string}} */
export function addSignature(document, pageIndex, picture, selected) {
  return addImage(document, pageIndex, "signature", picture, placeOfSignature(document, pageIndex, picture, selected));
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
