/** Pages of a document. Each function returns a new document, or the same one when nothing changes. Pure. */

import { MOST_PAGES } from "../geometry/limits.js";
import { withChanges, withFreshIds } from "./tree.js";

const withPages = (document, pages) => ({ ...document, pages });

/**
 * @param {object} document
 * @param {number} index
 * @param {object} changes its new properties, undefined to take one away; lengths in mm
 * @returns {object}
 */
export function setPage(document, index, changes) {
  const page = document.pages[index];
  const changed = page && withChanges(page, changes);
  return changed === page ? document : withPages(document, document.pages.with(index, changed));
}

/**
 * @param {object} document
 * @param {{at?: number, page?: object}} [options] `at` is its number, the last by default; without `page` it is empty, of the size
 *   and background of the one before it; with it, elements whose id is taken get a new one
 * @returns {object} the same document when it has as many pages as one may have
 */
export function addPage(document, { at = document.pages.length, page } = {}) {
  if (document.pages.length >= MOST_PAGES) return document;
  const pattern = page ?? { ...document.pages[Math.max(0, at - 1)], elements: [] };
  const added = { ...pattern, elements: withFreshIds(document, pattern.elements) };
  return withPages(document, document.pages.toSpliced(at, 0, added));
}

/** A copy of a page right after it. @param {object} document @param {number} index @returns {object} */
export const duplicatePage = (document, index) => addPage(document, { at: index + 1, page: document.pages[index] });

/** @param {object} document @param {number} index @returns {object} the same document when it has no other page */
export function removePage(document, index) {
  if (document.pages.length < 2 || !document.pages[index]) return document;
  return withPages(document, document.pages.toSpliced(index, 1));
}

/** @param {object} document @param {number} from @param {number} to its number afterwards @returns {object} */
export function movePage(document, from, to) {
  const page = document.pages[from];
  if (!page || from === to || !document.pages[to]) return document;
  return withPages(document, document.pages.toSpliced(from, 1).toSpliced(to, 0, page));
}
