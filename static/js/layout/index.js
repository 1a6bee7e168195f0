/**
 * The layout module: document and values become Fabric objects, the same in the editor and in the worker.
 *
 *     const fonts = new FontBook(catalogue, "/static/fonts/");
 *     const context = layoutContext(document, values, { fonts, pictures, matrix });
 *     await loadFonts(document.pages[0], context);
 *     canvas.add(...pageObjects(document.pages[0], context));
 */

export { layoutContext } from "./context.js";
export { buildElement, buildElements } from "./elements.js";
export { LayoutError } from "./errors.js";
export { FontBook } from "./fonts.js";
export { loadFonts, loadPictures } from "./loading.js";
export { backgroundObjects, pageObjects } from "./page.js";
export { Ruler } from "./ruler.js";
export { TextElement } from "./text_element.js";
export { layoutText } from "./text_layout.js";
export { qrContent } from "./types/qr.js";
export { TYPES, typeOf } from "./types/index.js";
export { mm, pt } from "./units.js";
