/**
 * Edits of a document. Each returns a new one that shares what did not change, or the same one when nothing did, so that `===` tells.
 * Ids that no element has are passed over. Lengths in mm. Pure.
 */

import { moveBy } from "../geometry/boxes.js";
import { everyElement } from "../../layout/walk.js";
import { depthOf, MOST_DEPTH, movedBetween } from "./regrouping.js";
import { elementAt, mapShared, mapSiblings, outermost, withChanges, withFreshIds } from "./tree.js";

export { fitAround, group, ungroup } from "./grouping.js";
export { addPage, duplicatePage, movePage, removePage, setPage } from "./pages.js";
export { differences, elementAt, freshId, withFreshIds } from "./tree.js";

/**
 * @param {object} document
 * @param {Record<string, object>} changes by id of the element: its new properties, undefined to take one away; not id nor type
 * @returns {object}
 */
export function updateElements(document, changes) {
  const change = (element) => (Object.hasOwn(changes, element.id) ? withChanges(element, changes[element.id]) : element);
  return mapSiblings(document, (siblings) => mapShared(siblings, change));
}

/**
 * @param {object} document
 * @param {number} page where they go, on top of all
 * @param {object[]} elements with ids that are free (see withFreshIds)
 * @param {{above?: string}} [options] the element right above which they go instead, in its group if it is in one
 * @returns {object}
 */
export function addElements(document, page, elements, { above } = {}) {
  if (!elements.length) return document;
  const isKnown = above !== undefined && elementAt(document, above) !== null;
  return mapSiblings(document, (siblings, where) => {
    const at = isKnown ? siblings.findIndex((element) => element.id === above) + 1 : siblings.length;
    const isHere = isKnown ? at > 0 : where.page === page && where.group === null;
    return isHere ? siblings.toSpliced(at, 0, ...elements) : siblings;
  });
}

/** @param {object} document @param {string[]} ids @returns {object} without them, and without groups that they leave empty */
export function removeElements(document, ids) {
  const gone = new Set(ids);
  const emptied = (group) => {
    const before = elementAt(document, group.id).element.elements;
    return group.elements.length === 0 && before.length > 0;
  };
  const stays = (element) => !gone.has(element.id) && !(element.elements && emptied(element));
  return mapSiblings(document, (siblings) => (siblings.every(stays) ? siblings : siblings.filter(stays)));
}

/**
 * Copies right above the topmost of the originals that stand together, in the same order.
 *
 * @param {object} document
 * @param {string[]} ids
 * @param {{offset?: number}} [options] mm to the right and down
 * @returns {{document: object, ids: string[]}} the ids of the copies, from the lowest
 */
export function duplicateElements(document, ids, { offset = 5 } = {}) {
  const chosen = new Set(outermost(document, ids));
  const isChosen = (element) => chosen.has(element.id);
  const originals = document.pages.flatMap((page) => [...everyElement(page.elements)].filter(isChosen));
  const fresh = withFreshIds(document, originals).map((copy) => moveBy(copy, offset, offset));
  const copies = new Map(originals.map((original, at) => [original.id, fresh[at]]));
  const copied = mapSiblings(document, (siblings) => {
    const topmost = siblings.findLastIndex(isChosen);
    const added = siblings.filter(isChosen).map((element) => copies.get(element.id));
    return added.length ? siblings.toSpliced(topmost + 1, 0, ...added) : siblings;
  });
  return { document: copied, ids: fresh.map((element) => element.id) };
}

const ORDERS = {
  front: (siblings, chosen) => [...siblings.filter((each) => !chosen.has(each.id)), ...siblings.filter((each) => chosen.has(each.id))],
  back: (siblings, chosen) => [...siblings.filter((each) => chosen.has(each.id)), ...siblings.filter((each) => !chosen.has(each.id))],
  forward: (siblings, chosen) => steppedUp(siblings.toReversed(), chosen).reverse(),
  backward: (siblings, chosen) => steppedUp([...siblings], chosen),
};

// Each chosen one changes place with the one before it, unless that is chosen too or there is none.
function steppedUp(list, chosen) {
  for (let at = 1; at < list.length; at += 1) {
    if (chosen.has(list[at].id) && !chosen.has(list[at - 1].id)) [list[at - 1], list[at]] = [list[at], list[at - 1]];
  }
  return list;
}

/**
 * Changes what covers what, among siblings; those that are moved keep their order among themselves.
 *
 * @param {object} document
 * @param {string[]} ids
 * @param {"front"|"back"|"forward"|"backward"} where forward and backward go one step
 * @returns {object}
 */
export function reorder(document, ids, where) {
  const chosen = new Set(ids);
  return mapSiblings(document, (siblings) => {
    if (!siblings.some((element) => chosen.has(element.id))) return siblings;
    const ordered = ORDERS[where](siblings, chosen);
    return mapShared(siblings, (_, at) => ordered[at]);
  });
}

/**
 * Puts an element elsewhere in the layers, so that it keeps its look: taken out of a group it takes the group's turn and opacity along.
 *
 * @param {object} document
 * @param {string} id
 * @param {{page: number, index: number, group?: string | null}} where `index` counts from the lowest once it is taken out;
 *   `group` is the group on that page into which it goes
 * @returns {object | null} null when it cannot go there: into itself, out of or into a slanted group, or nowhere
 */
export function moveTo(document, id, { page, index, group = null }) {
  const found = elementAt(document, id);
  const target = group === null ? null : elementAt(document, group);
  if (!found || !document.pages[page] || (group !== null && target?.element.type !== "group")) return null;
  const around = target ? [...target.parents, group] : [];
  if (around.includes(id) || (target && target.page !== page)) return null;
  if (around.length + depthOf(found.element) > MOST_DEPTH) return null;
  const element = movedBetween(document, found, around);
  if (!element) return null;
  const placed = mapSiblings(document, (siblings, here) => {
    const rest = siblings.filter((each) => each.id !== id);
    if (here.page !== page || here.group !== group) return rest.length < siblings.length ? rest : siblings;
    const ordered = rest.toSpliced(index, 0, element);
    return ordered.length > siblings.length ? ordered : mapShared(siblings, (_, at) => ordered[at]);
  });
  const left = found.parents.at(-1);
  return left !== undefined && elementAt(placed, left).element.elements.length === 0 ? removeElements(placed, [left]) : placed;
}
