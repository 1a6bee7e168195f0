/** The colours that a document uses, and one put in another's place wherever it stands. Pure. */

import { mapSiblings, mapShared } from "./tree.js";

// Texts may say "#1f2937" and mean it.
const WORDS = new Set(["id", "type", "name", "text", "content", "alt", "link", "source", "d", "when", "font", "language", "elements"]);
const COLOUR = /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i;

/**
 * A value with its colours exchanged; the same value when none was. Walks all that is not words, so that colours of any kind of
 * element are found.
 */
function exchanged(value, change) {
  if (typeof value === "string") return COLOUR.test(value) ? change(value.toLowerCase(), value) : value;
  if (Array.isArray(value)) return mapShared(value, (member) => exchanged(member, change));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, WORDS.has(key) ? inner : exchanged(inner, change)]);
  return entries.every(([key, inner]) => value[key] === inner) ? value : Object.fromEntries(entries);
}

// Calls back with every colour of an element and of what is in it.
function visit(element, see) {
  exchanged(element, (colour, written) => {
    see(colour);
    return written;
  });
  for (const inner of element.elements ?? []) visit(inner, see);
}

function counted(walk) {
  const uses = new Map();
  walk((colour) => uses.set(colour, (uses.get(colour) ?? 0) + 1));
  return [...uses].map(([colour, count]) => ({ colour, count }));
}

/** @param {object[]} elements @returns {{colour: string, count: number}[]} in small letters, as they come */
export function coloursIn(elements) {
  return counted((see) => elements.forEach((element) => visit(element, see)));
}

/** @param {object} document @returns {{colour: string, count: number}[]} of all pages, their grounds too */
export function coloursOf(document) {
  return counted((see) => {
    for (const page of document.pages) {
      visit({ background: page.background }, see);
      for (const element of page.elements) visit(element, see);
    }
  });
}

/**
 * @param {object} document
 * @param {string} from colour, as `coloursOf` writes it
 * @param {string} to
 * @param {string[]} [ids] of the elements that are meant, with all in them; without, everything and the grounds of the pages
 * @returns {object}
 */
export function replaceColour(document, from, to, ids) {
  const change = (colour, written) => (colour === from ? to : written);
  const meant = ids && new Set(ids);
  const inside = (element) => {
    const changed = exchanged(element, change);
    if (!changed.elements) return changed;
    const elements = mapShared(changed.elements, inside);
    return elements === changed.elements ? changed : { ...changed, elements };
  };
  const edited = mapSiblings(document, (siblings, { group }) => {
    if (meant) return mapShared(siblings, (element) => (meant.has(element.id) ? inside(element) : element));
    return group === null ? mapShared(siblings, inside) : siblings;
  });
  if (meant) return edited;
  const pages = mapShared(edited.pages, (page) => {
    const background = exchanged(page.background, change);
    return background === page.background ? page : { ...page, background };
  });
  return pages === edited.pages ? edited : { ...edited, pages };
}
