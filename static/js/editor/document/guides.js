/** The guides of a page. Each function returns a new document, or the same one when nothing changes. Lengths in mm. Pure. */

import { GUIDE, MOST_GUIDES, within } from "../geometry/limits.js";
import { round } from "../geometry/units.js";
import { setPage } from "./pages.js";

/**
 * @param {object} document
 * @param {number} page its index
 * @param {"x"|"y"} axis "x" for upright guides
 * @param {number} index of the guide; that of none adds one
 * @param {number | null} at mm from the edge of the page; null takes the guide away
 * @returns {object}
 */
export function setGuide(document, page, axis, index, at) {
  const places = [...(document.pages[page].guides?.[axis] ?? [])];
  if (at === null) places.splice(index, 1);
  else if (index in places) places[index] = at;
  else places.push(at);
  return setGuides(document, page, axis, places);
}

/** All guides along one axis. @param {object} document @param {number} page @param {"x"|"y"} axis @param {number[]} places @returns {object} */
export function setGuides(document, page, axis, places) {
  const { guides = {} } = document.pages[page];
  const kept = places.map(round).filter((at) => at === within(at, GUIDE)).slice(0, MOST_GUIDES);
  const before = guides[axis] ?? [];
  if (kept.length === before.length && kept.every((at, index) => at === before[index])) return document;
  const { [axis]: _, ...other } = guides;
  const changed = kept.length ? { ...other, [axis]: kept } : other;
  return setPage(document, page, { guides: Object.keys(changed).length ? changed : undefined });
}
