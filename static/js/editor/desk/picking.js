/** Which element a pointer means: the topmost under it, beside what is selected when that is inside a group. */

import { mayChange } from "../document/locks.js";
import { contains, pointInside } from "../geometry/geometry.js";

// Around an element that counts as a hit, in px: a line is thin.
const TOUCH_PX = 4;

/** @returns {object | undefined} the topmost of these siblings under the point, mm in their axes */
const topmost = (siblings, point, tolerance) =>
  siblings.findLast((element) => !element.hidden && mayChange(element) && contains(element, point, tolerance));

/**
 * @param {import("../main.js").Editor} editor
 * @param {{x: number, y: number}} point mm on the page
 * @returns {object | undefined} an element
 */
function elementUnder({ store, frame }, point) {
  const tolerance = TOUCH_PX / frame.pxPerMm;
  const entered = store.placed[0]?.groups ?? [];
  for (let depth = entered.length; depth > 0; depth -= 1) {
    const groups = entered.slice(0, depth);
    const hit = topmost(groups.at(-1).elements, pointInside(point, groups), tolerance);
    if (hit) return hit;
  }
  return topmost(store.page.elements, point, tolerance);
}

/** @returns {object | undefined} the innermost element under the point, however deep in groups */
function innermostUnder({ store, frame }, point) {
  const tolerance = TOUCH_PX / frame.pxPerMm;
  const inside = (siblings, groups) => {
    const hit = topmost(siblings, pointInside(point, groups), tolerance);
    return hit?.elements ? (inside(hit.elements, [...groups, hit]) ?? hit) : hit;
  };
  return inside(store.page.elements, []);
}

/**
 * Select what is under the pointer.
 *
 * @param {import("../main.js").Editor} editor
 * @param {{x: number, y: number}} point mm on the page
 * @param {{adds?: boolean, deep?: boolean}} [how] adds to what is selected, or takes from it; deep goes into groups
 * @returns {boolean} whether there was anything
 */
export function pick(editor, point, { adds = false, deep = false } = {}) {
  const { store } = editor;
  const hit = deep ? innermostUnder(editor, point) : elementUnder(editor, point);
  const chosen = store.selection;
  if (!hit) {
    if (!adds) store.select([]);
  } else if (adds) {
    store.select(chosen.includes(hit.id) ? chosen.filter((id) => id !== hit.id) : [...chosen, hit.id]);
  } else if (!chosen.includes(hit.id)) {
    store.select([hit.id]);
  }
  return Boolean(hit);
}

/** Go into the one selected group: select its member under the pointer. @returns {boolean} whether there was one */
export function enterGroup({ store, frame }, point) {
  const [{ element, groups } = {}] = store.placed;
  if (store.placed.length !== 1 || !element.elements) return false;
  const member = topmost(element.elements, pointInside(point, [...groups, element]), TOUCH_PX / frame.pxPerMm);
  if (member) store.select([member.id]);
  return Boolean(member);
}
