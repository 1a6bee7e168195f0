/** Looks for the problems of a document, step by step, and only where something has changed since. Pure. */

import { CHECKS } from "./all_checks.js";
import { everyPlace } from "./problem.js";

const NOTHING = [];

const same = (a, b) => a.length === b.length && a.every((value, at) => value === b[at]);

export class Search {
  #known = new Map(CHECKS.map((check) => [check, new WeakMap()]));

  /**
   * @param {import("./view.js").View} view
   * @yields after each element: stop here to let others work
   * @returns {Generator<void, import("./problem.js").Problem[]>} errors first, then in the order of pages and elements
   */
  *run(view) {
    const found = [];
    const order = new Map();
    for (const place of everyPlace(view.document)) {
      order.set(place.element.id, order.size);
      for (const check of CHECKS) if (check.element && (check.alsoHidden || !place.isHidden)) found.push(...this.#of(check, place, view));
      yield;
    }
    for (const check of CHECKS) if (check.document) found.push(...check.document(view));
    const copied = new Set(found.filter(({ code }) => code === "copy").map(({ ids }) => ids[0]));
    const rank = ({ level, ids }) => (level === "error" ? 0 : 1) * 1e6 + (order.get(ids[0]) ?? -1);
    // That a copy cannot be seen goes without saying.
    return found.filter(({ code, ids }) => code !== "unseen" || !copied.has(ids[0])).toSorted((a, b) => rank(a) - rank(b));
  }

  #of(check, place, view) {
    const known = this.#known.get(check);
    const state = [place.page, place.isHidden, ...place.groups, ...(check.needs?.(view, place) ?? NOTHING)];
    const last = known.get(place.element);
    if (last && same(last.state, state)) return last.problems;
    const problems = check.element(place, view);
    known.set(place.element, { state, problems });
    return problems;
  }
}
