/** What buttons and keys do. Each action answers false when there was nothing to do it to. */

import { arrangingOf } from "./arranging.js";
import { duplicateElements } from "./document/commands.js";
import { mayChange } from "./document/locks.js";

/** @param {import("./main.js").Editor} editor @returns {Record<string, Function>} */
export function actionsOf(editor) {
  const { store, saver, zoom, pointer, find, preferences } = editor;

  return {
    ...arrangingOf(editor),
    undo: () => (store.canUndo ? store.undo() : false),
    redo: () => (store.canRedo ? store.redo() : false),
    save: () => saver.save(),
    duplicate: () => {
      const chosen = store.selected.filter(mayChange).map(({ id }) => id);
      if (!chosen.length) return false;
      const made = duplicateElements(store.document, chosen);
      store.keep("Duplicate", made.document, { select: made.ids });
    },
    selectAll: () => store.select(choosable(store.page.elements).map(({ id }) => id)),
    // Beside what is selected now, and round again at the end.
    selectNext: (way) => {
      const [{ element, groups } = { groups: [] }] = store.placed;
      const beside = choosable(groups.at(-1)?.elements ?? store.page.elements);
      if (!beside.length) return false;
      const now = beside.indexOf(element);
      const next = now < 0 ? (Number(way) > 0 ? 0 : -1) : (now + Number(way) + beside.length) % beside.length;
      store.select([beside.at(next).id]);
    },
    selectParent: () => {
      const parent = store.placed[0]?.groups.at(-1);
      return parent ? store.select([parent.id]) : false;
    },
    escape() {
      if (!pointer.stop() && this.selectParent() === false) store.select([]);
    },
    open: () => {
      const [element, ...others] = store.selected;
      if (!element || others.length) return false;
      const members = element.elements && choosable(element.elements);
      return members?.length ? store.select([members.at(-1).id]) : editor.open();
    },
    turnPage: (way) => {
      const index = store.pageIndex + Number(way);
      return index in store.document.pages ? store.showPage(index) : false;
    },
    toggleView: (key) => preferences.set(key, !preferences.get(key)),
    fit: () => zoom.fit(),
    fitWidth: () => zoom.fit("width"),
    zoomTo: (factor) => zoom.to(Number(factor)),
    zoomIn: () => zoom.step(1),
    zoomOut: () => zoom.step(-1),
    help: () => find("help").showModal(),
  };
}

const choosable = (siblings) => siblings.filter((element) => !element.hidden && mayChange(element));
