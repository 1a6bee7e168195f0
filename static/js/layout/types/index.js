/**
 * The types of elements. Each is one module here and one in templates_app/document/element_types/: docs/element-types.md.
 *
 * @typedef {object} ElementType
 * @property {string} name as in the document
 * @property {string} label what people call it
 * @property {(element: object) => boolean} isFixed does it look the same with all values?
 * @property {(element: object, context: object, place: object, origin: object) => import("fabric").FabricObject | null} [build]
 *   draws it. `place` is where it is and how it is turned, in Fabric's properties; `context` see `layoutContext`
 * @property {(element: object, context: object) => object[]} [parts] instead of `build`: elements of which it is made, in
 *   mm from the top left corner of its box
 * @property {(element: object, values: Record<string, string>) => string[]} [problems] what a designer should look at, in words
 * @property {{icon: string[], sample: object, panel: object[]}} [editor] of a type that has no templates of its own: lines of
 *   its icon (24 × 24), a first one (`share`: width and height as shares of the page's shorter side), its controls
 */

import { group } from "./group.js";
import { image } from "./image.js";
import { line } from "./line.js";
import { path } from "./path.js";
import { qr } from "./qr.js";
import { rating } from "./rating.js";
import { shape } from "./shape.js";
import { text } from "./text.js";

/** @type {ElementType[]} */
export const TYPES = [text, image, shape, line, path, qr, group, rating];

const byName = new Map(TYPES.map((type) => [type.name, type]));

/** @param {string} name @returns {ElementType | undefined} */
export const typeOf = (name) => byName.get(name);
