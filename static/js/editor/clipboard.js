/** What copied elements look like as text, and how they become elements of another design. Pure. */

import { addElements, withFreshIds } from "./document/commands.js";
import { moveBy } from "./geometry/geometry.js";

const MARK = "iconikcerts/elements-1";
const OFFSET_MM = 5;

/**
 * @param {object[]} elements
 * @param {object[]} [fields] of their document: those that they show go with them, and those that these are computed from
 * @returns {string}
 */
export function pack(elements, fields = []) {
  return JSON.stringify({ format: MARK, elements, fields: named(JSON.stringify(elements), fields) });
}

function named(written, fields) {
  const found = fields.filter(({ key }) => written.includes(key));
  const formulas = found.map(({ formula = "" }) => formula).join(" ");
  const isWhole = fields.every(({ key }) => !formulas.includes(key) || written.includes(key));
  return isWhole ? found : named(`${written} ${formulas}`, fields);
}

/** @param {string} text @returns {{elements: object[], fields: object[]} | null} null when somebody copied something else */
export function unpack(text) {
  try {
    const { format, elements, fields = [] } = JSON.parse(text);
    return format === MARK && Array.isArray(elements) && Array.isArray(fields) ? { elements, fields } : null;
  } catch {
    return null;
  }
}

/**
 * Put copies on a page, a little aside. Every element gets an id of its own, and the fields that they show are declared.
 *
 * @param {object} document
 * @param {number} pageIndex
 * @param {{elements: object[], fields: object[]}} copied
 * @returns {{document: object, ids: string[]}}
 */
export function paste(document, pageIndex, { elements, fields }) {
  const copies = withFreshIds(document, elements).map((element) => moveBy(element, OFFSET_MM, OFFSET_MM));
  const known = new Set((document.fields ?? []).map(({ key }) => key));
  const added = fields.filter(({ key }) => !known.has(key));
  const declared = added.length ? { ...document, fields: [...(document.fields ?? []), ...added] } : document;
  return { document: addElements(declared, pageIndex, copies), ids: copies.map(({ id }) => id) };
}
