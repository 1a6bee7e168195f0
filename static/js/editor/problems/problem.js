/** Every element of a document with where it stands, and problems about it. Pure. */

import { reorder } from "../document/commands.js";
import { boundsOnPage } from "../geometry/nesting.js";

/**
 * @typedef {object} Place
 * @property {import("../document/tree.js").Element} element
 * @property {number} page its number, from 0
 * @property {object[]} groups around it, from the outermost
 * @property {boolean} isHidden itself, or a group around it
 */

/**
 * @typedef {object} Mend
 * @property {string} label what the button says
 * @property {(document: object) => object} edit one step of the history
 */

/**
 * @typedef {object} Problem
 * @property {string} code which rule, for lists and tests
 * @property {"error"|"warning"} level error: it would be refused or look wrong
 * @property {string[]} ids the elements, from the lowest; none for the design as a whole
 * @property {string} what in one line
 * @property {string} why it matters, in one line
 * @property {Mend[]} mends the best first
 */

/** @param {object} document @returns {Generator<Place>} groups before what is in them */
export function* everyPlace(document) {
  for (const [page, { elements }] of document.pages.entries()) yield* within(elements, { page, groups: [], isHidden: false });
}

function* within(elements, around) {
  for (const element of elements) {
    const isHidden = around.isHidden || Boolean(element.hidden);
    yield { ...around, element, isHidden };
    if (element.elements) yield* within(element.elements, { ...around, groups: [...around.groups, element], isHidden });
  }
}

/** @param {Place} place @returns {import("../geometry/boxes.js").Bounds} upright, on the page in mm, without strokes */
export const boundsOfPlace = ({ element, groups }) => boundsOnPage(element, groups);

/** @returns {Problem} of one element */
export const about = (level, code, { element }, what, why, mends = []) => ({ level, code, ids: [element.id], what, why, mends });

/** Above all else of its page, with the groups that it is in. @param {Place} place @returns {Mend["edit"]} */
export const toFront = ({ element, groups }) => (document) =>
  [...groups, element].reduce((changed, { id }) => reorder(changed, [id], "front"), document);
