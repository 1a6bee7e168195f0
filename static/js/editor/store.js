/** What the editor holds: the document with its history, the page that is shown, and what is selected. */

import { elementAt } from "./document/commands.js";
import { canRedo, canUndo, createHistory, current, jump, lines, record, redo, undo } from "./history/history.js";

/**
 * Events: "draw" (the document that is to be seen, also in the middle of a drag), "change" (a new state of the
 * document, kept), "select", "page".
 */
export class Store extends EventTarget {
  #history;
  #passing = null;

  /** @param {object} document */
  constructor(document) {
    super();
    this.#history = createHistory(document, { name: "Opened" });
    this.pageIndex = 0;
    this.selection = [];
  }

  /** The document as kept. */
  get document() {
    return current(this.#history);
  }

  /** The document as seen: in the middle of a drag ahead of the one that is kept. */
  get shown() {
    return this.#passing ?? this.document;
  }

  get page() {
    return this.shown.pages[this.pageIndex];
  }

  /**
   * The selected elements, as seen, each with the groups around it.
   *
   * @typedef {{element: object, groups: object[]}} Placed `groups` from the outermost
   * @returns {Placed[]}
   */
  get placed() {
    const found = new Map(this.selection.map((id) => [id, null]));
    for (const page of this.shown.pages) place(page.elements, [], found);
    return [...found.values()].filter(Boolean);
  }

  /** The selected elements, as seen. */
  get selected() {
    return this.placed.map(({ element }) => element);
  }

  /** Show a document without keeping it. */
  preview(document) {
    this.#passing = document;
    this.#tell("draw");
  }

  /** Forget what was only shown. */
  cancel() {
    this.#passing = null;
    this.#tell("draw");
  }

  /**
   * Keep a document as the next state.
   *
   * @param {string} name of what was done, for the history
   * @param {object} document
   * @param {{merge?: string, select?: string[]}} [how] merge: see `record`
   */
  keep(name, document, { merge, select } = {}) {
    this.#passing = null;
    if (document !== this.document) this.#history = record(this.#history, document, { name, merge, at: Date.now() });
    this.#moved(select);
  }

  undo() {
    this.#travel(undo(this.#history));
  }

  redo() {
    this.#travel(redo(this.#history));
  }

  /** Go to any state of the history, also of a line that was left. @param {number} id */
  jump(id) {
    this.#travel(jump(this.#history, id));
  }

  get canUndo() {
    return canUndo(this.#history);
  }

  get canRedo() {
    return canRedo(this.#history);
  }

  /** Rows of the history panel. */
  get story() {
    return lines(this.#history);
  }

  /** @param {string[]} ids */
  select(ids) {
    this.selection = ids;
    this.#tell("select");
  }

  /** @param {number} index */
  showPage(index) {
    this.pageIndex = index;
    this.selection = [];
    this.#tell("page");
    this.#tell("draw");
  }

  #travel(history) {
    this.#passing = null;
    this.#history = history;
    this.#moved();
  }

  #moved(select = this.selection) {
    this.pageIndex = Math.min(this.pageIndex, this.document.pages.length - 1);
    this.selection = select.filter((id) => elementAt(this.document, id));
    this.#tell("draw");
    this.#tell("change");
    this.#tell("select");
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

// Writes each element that is wanted into the map, with the groups around it. What is in a group that is wanted goes with it.
function place(elements, groups, wanted) {
  for (const element of elements) {
    if (wanted.has(element.id)) wanted.set(element.id, { element, groups });
    else if (element.elements) place(element.elements, [...groups, element], wanted);
  }
}
