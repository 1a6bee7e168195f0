/** QR codes. */

import { LayoutError } from "../errors.js";
import { colour } from "../paint.js";
import { DEFAULT_CONTENT, resolvePlain } from "../placeholders.js";
import { QrElement } from "../qr_element.js";
import { languageOf } from "../text_layout.js";

/** What a QR element holds with these values, in plain text. */
export function qrContent(element, context) {
  const language = languageOf(element, context, true);
  return resolvePlain(element.content ?? DEFAULT_CONTENT, context.values, language).trim();
}

/** @type {import("./index.js").ElementType} */
export const qr = {
  name: "qr",
  label: "QR code",
  isFixed: () => false,
  build(element, context, place, origin) {
    const content = qrContent(element, context);
    if (content === "") return null;
    const rows = context.matrix(content, element.ecc ?? "M");
    if (!rows) throw new LayoutError("qr_too_long", "The QR code cannot hold that much text.");
    return new QrElement({
      ...place,
      flipX: Boolean(origin.isMirrored), // back: a mirrored code is not read by every scanner
      flipY: false,
      content,
      rows,
      dark: colour(element.dark ?? "#000000"),
      light: colour(element.light ?? "#ffffff"),
    });
  },
};
