/**
 * Finding one's way in a document, and changing lists of elements without touching what they were. Pure.
 *
 * @typedef {{id: string, type: string, elements?: object[]}} Element of docs/document-format.md
 */

import { everyElement } from "../../layout/walk.js";

/** @param {object} document @returns {Set<string>} the ids of all elements */
function idsOf(document) {
  const ids = new Set();
  for (const page of document.pages) for (const element of everyElement(page.elements)) ids.add(element.id);
  return ids;
}

/**
 * @param {object} document
 * @param {string} id
 * @returns {{element: Element, page: number, parents: string[], index: number} | null} the number of its page, the groups around
 *   it from the outermost, and its place among its siblings
 */
export function elementAt(document, id) {
  for (const [page, { elements }] of document.pages.entries()) {
    const found = within(elements, id, []);
    if (found) return { element: found.element, page, parents: found.parents, index: found.index };
  }
  return null;
}

function within(elements, id, parents) {
  for (const [index, element] of elements.entries()) {
    if (element.id === id) return { element, parents, index };
    const found = element.elements && within(element.elements, id, [...parents, element.id]);
    if (found) return found;
  }
  return null;
}

/** The thing with other properties; undefined takes one away. The same thing when nothing is different. */
export function withChanges(thing, changes) {
  const entries = Object.entries(changes).filter(([key, value]) => thing[key] !== value || (value === undefined && key in thing));
  if (!entries.length) return thing;
  const changed = { ...thing, ...Object.fromEntries(entries) };
  for (const [key, value] of entries) if (value === undefined) delete changed[key];
  return changed;
}

/** What makes one element another: its properties that differ, for updateElements. @param {Element} before @param {Element} after */
export function differences(before, after) {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...keys].filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));
}

/** The list with each member changed; the same list when none did. */
export function mapShared(list, change) {
  const changed = list.map(change);
  return changed.length === list.length && changed.every((member, at) => member === list[at]) ? list : changed;
}

/**
 * The document with each list of siblings changed, the innermost first. What stays the same is shared with the old document; if all
 * stays, it is the old document.
 *
 * @param {object} document
 * @param {(siblings: Element[], where: {page: number, group: string | null}) => Element[]} change returns the list it was given
 *   where nothing changes
 * @returns {object}
 */
export function mapSiblings(document, change) {
  const changed = (siblings, where) => {
    const inner = mapShared(siblings, (element) => {
      if (!element.elements) return element;
      const elements = changed(element.elements, { ...where, group: element.id });
      return elements === element.elements ? element : { ...element, elements };
    });
    return change(inner, where);
  };
  const pages = mapShared(document.pages, (page, at) => {
    const elements = changed(page.elements, { page: at, group: null });
    return elements === page.elements ? page : { ...page, elements };
  });
  return pages === document.pages ? document : { ...document, pages };
}

/** The ids without those of elements inside a group that is named too, and without unknown ones. */
export function outermost(document, ids) {
  const chosen = new Set(ids);
  return [...chosen].filter((id) => {
    const found = elementAt(document, id);
    return found !== null && !found.parents.some((parent) => chosen.has(parent));
  });
}

const MOST_CHARACTERS = 64;

function freeId(taken, stem) {
  const plain = stem.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, MOST_CHARACTERS) || "element";
  if (!taken.has(plain)) return plain;
  const base = plain.replace(/-\d+$/, "").slice(0, MOST_CHARACTERS - 8) || "element";
  let count = 2;
  while (taken.has(`${base}-${count}`)) count += 1;
  return `${base}-${count}`;
}

/** @param {object} document @param {string} stem such as "text" @returns {string} an id like it that no element has: text, text-2, … */
export const freshId = (document, stem) => freeId(idsOf(document), stem);

/**
 * Copies that can be added to a document: those whose id is taken get a new one, in groups too.
 *
 * @param {object} document
 * @param {Element[]} elements of this document or of another
 * @returns {Element[]}
 */
export function withFreshIds(document, elements) {
  const taken = idsOf(document);
  const copy = (element) => {
    const id = freeId(taken, element.id);
    taken.add(id);
    return element.elements ? { ...element, id, elements: element.elements.map(copy) } : { ...element, id };
  };
  return elements.map(copy);
}
