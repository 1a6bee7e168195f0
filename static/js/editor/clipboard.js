/** Copy and paste, between designs too: the elements lie on the system's clipboard as text. */

import { addElements, withFreshIds } from "./document/commands.js";
import { moveBy } from "./geometry/geometry.js";

const MARK = "iconikcerts/elements-1";
const OFFSET_MM = 5;

/** @param {object[]} elements @returns {string} what goes to the clipboard */
export function pack(elements) {
  return JSON.stringify({ format: MARK, elements });
}

/** @param {string} text @returns {object[] | null} null when somebody copied something else */
export function unpack(text) {
  try {
    const { format, elements } = JSON.parse(text);
    return format === MARK && Array.isArray(elements) ? elements : null;
  } catch {
    return null;
  }
}

/**
 * Put copies on a page, a little aside. Every element gets an id of its own.
 *
 * @returns {{document: object, ids: string[]}}
 */
export function paste(document, pageIndex, elements) {
  const copies = withFreshIds(document, elements).map((element) => moveBy(element, OFFSET_MM, OFFSET_MM));
  return { document: addElements(document, pageIndex, copies), ids: copies.map(({ id }) => id) };
}
