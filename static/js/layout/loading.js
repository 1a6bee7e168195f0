/** What must be there before a page is laid out: the font slices of its texts, and its pictures. */

import { partsOf } from "./elements.js";
import { loneStack } from "./fonts.js";
import { resolveElement } from "./text_layout.js";

// The texts that are drawn, those of which other elements are made too.
function* textsOf(elements, context) {
  for (const element of elements) {
    if (element.hidden) continue;
    if (element.type === "text") yield element;
    else yield* textsOf(element.elements ?? partsOf(element, context), context);
  }
}

/**
 * Load the slices for all texts of a page with these values. Until then a canvas measures with another font.
 *
 * @param {object} page of the document
 * @param {object} context see `layoutContext`
 */
export function loadFonts(page, context) {
  const loads = [];
  for (const element of textsOf(page.elements, context)) {
    const resolved = resolveElement(element, context);
    if (!resolved) continue;
    const { face, text } = resolved;
    // Both cases, for the element may change them; "x" for the measures of the face itself.
    const needed = `${text}${text.toUpperCase()}${text.toLowerCase()}x`;
    loads.push(context.fonts.load(face.stack, face.weight, face.style, needed));
    loads.push(context.fonts.load(loneStack(face.family), face.weight, face.style, needed));
  }
  return Promise.all(loads);
}

/**
 * Load pictures, decoded and ready to draw.
 *
 * @param {Record<string, string>} urls asset id → address on this page's own origin
 * @returns {Promise<Map<string, {image: HTMLImageElement, width: number, height: number, url: string}>>}
 *   a picture that cannot be read is left out
 */
export async function loadPictures(urls) {
  const pictures = new Map();
  const load = async ([id, url]) => {
    const image = new Image();
    image.src = url;
    try {
      await image.decode();
    } catch {
      return;
    }
    pictures.set(id, { image, width: image.naturalWidth, height: image.naturalHeight, url });
  };
  await Promise.all(Object.entries(urls).map(load));
  return pictures;
}
