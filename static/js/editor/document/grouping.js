/** Groups made and taken apart. Pure. */

import { boundsOfMany, moveBy } from "../geometry/boxes.js";
import { LEAST_SIDE } from "../geometry/limits.js";
import { fitted } from "../geometry/nesting.js";
import { depthOf, MOST_DEPTH, outOf } from "./regrouping.js";
import { elementAt, freshId, mapShared, mapSiblings } from "./tree.js";
import { round } from "../geometry/units.js";

/**
 * One group of several siblings, where the topmost of them was. Its box holds all of them as turned and slanted.
 *
 * @param {object} document
 * @param {string[]} ids
 * @returns {{document: object, id: string} | null} null for fewer than two, for elements that are no siblings, and where groups
 *   would stand too deep in each other
 */
export function group(document, ids) {
  const chosen = new Set(ids);
  const places = [...chosen].map((id) => elementAt(document, id));
  if (places.length < 2 || places.includes(null)) return null;
  const [{ page, parents }] = places;
  const around = parents.at(-1) ?? null;
  if (!places.every((place) => place.page === page && (place.parents.at(-1) ?? null) === around)) return null;
  if (parents.length + 1 + Math.max(...places.map(({ element }) => depthOf(element))) > MOST_DEPTH) return null;
  const id = freshId(document, "group");
  const grouped = mapSiblings(document, (siblings, where) => {
    if (where.page !== page || where.group !== around) return siblings;
    const members = siblings.filter((element) => chosen.has(element.id));
    const topmost = siblings.indexOf(members.at(-1));
    return siblings
      .with(topmost, groupOf(id, members))
      .filter((element) => !chosen.has(element.id));
  });
  return { document: grouped, id };
}

function groupOf(id, members) {
  const bounds = boundsOfMany(members);
  const [x, y] = [round(bounds.x), round(bounds.y)];
  return {
    id,
    type: "group",
    x,
    y,
    // Lines have no height.
    width: Math.max(LEAST_SIDE, round(bounds.width)),
    height: Math.max(LEAST_SIDE, round(bounds.height)),
    elements: members.map((element) => moveBy(element, -x, -y)),
  };
}

/**
 * The members of a group in its place, turned and faded as it was.
 *
 * @param {object} document
 * @param {string} id
 * @returns {{document: object, ids: string[]} | null} the ids of the members; null for what is no group, and for a slanted group,
 *   which cannot be taken apart without changing its look
 */
export function ungroup(document, id) {
  const found = elementAt(document, id);
  const members = found?.element.elements?.map((element) => outOf(element, found.element));
  if (!members || members.includes(null)) return null;
  const ungrouped = mapSiblings(document, (siblings) => {
    const at = siblings.findIndex((element) => element.id === id);
    return at < 0 ? siblings : siblings.toSpliced(at, 1, ...members);
  });
  return { document: ungrouped, ids: members.map((element) => element.id) };
}

/**
 * @param {object} document
 * @param {string[]} ids of elements that were moved or changed in size
 * @returns {object} document in which the groups around them lie close around their members again
 */
export function fitAround(document, ids) {
  const groups = new Set(ids.flatMap((id) => elementAt(document, id)?.parents ?? []));
  if (!groups.size) return document;
  return mapSiblings(document, (siblings) => mapShared(siblings, (element) => (groups.has(element.id) ? fitted(element) : element)));
}
