/** What buttons and keys do. Each action answers false when there was nothing to do it to. */

import { paste, pack, unpack } from "./clipboard.js";
import { align, distribute } from "./geometry/align.js";
import { duplicateElements, group, removeElements, reorder, ungroup, updateElements } from "./document/commands.js";
import { moveBy, round } from "./geometry/geometry.js";

/** @param {import("./main.js").Editor} editor */
export function actionsOf(editor) {
  const { store, saver, zoom, pointer, find } = editor;
  const free = () => store.selected.filter((element) => !element.locked);
  const ids = () => free().map(({ id }) => id);
  const withSome = (act) => () => (ids().length ? act(ids()) : false);
  const place = (where, name) => withSome((chosen) => store.keep(name, reorder(store.document, chosen, where)));

  const copy = withSome(() => navigator.clipboard.writeText(pack(free())));
  const remove = withSome((chosen) => store.keep("Delete", removeElements(store.document, chosen), { select: [] }));
  const changes = (made, name) => store.keep(name, updateElements(store.document, made));

  return {
    undo: () => (store.canUndo ? store.undo() : false),
    redo: () => (store.canRedo ? store.redo() : false),
    save: () => saver.save(),
    remove,
    copy,
    cut: withSome(() => Promise.resolve(copy()).then(remove)),
    paste: async () => {
      const elements = unpack(await navigator.clipboard.readText());
      if (!elements) return;
      const made = paste(store.document, store.pageIndex, elements);
      store.keep("Paste", made.document, { select: made.ids });
    },
    duplicate: withSome((chosen) => {
      const made = duplicateElements(store.document, chosen);
      store.keep("Duplicate", made.document, { select: made.ids });
    }),
    selectAll: () => store.select(store.page.elements.filter(({ hidden, locked }) => !hidden && !locked).map(({ id }) => id)),
    group: () => {
      if (ids().length < 2) return false;
      const made = group(store.document, ids());
      if (!made) return false;
      store.keep("Group", made.document, { select: [made.id] });
    },
    ungroup: withSome((chosen) => {
      let [document, select] = [store.document, []];
      for (const id of chosen) {
        const made = ungroup(document, id);
        if (made) [document, select] = [made.document, [...select, ...made.ids]];
      }
      store.keep("Ungroup", document, { select: select.length ? select : chosen });
    }),
    front: place("front", "Bring to the front"),
    back: place("back", "Send to the back"),
    forward: place("forward", "Bring forward"),
    backward: place("backward", "Send backward"),
    align: (how) => {
      const chosen = free();
      if (!chosen.length) return false;
      const { width, height } = store.page;
      const to = chosen.length === 1 ? { x: 0, y: 0, width, height } : undefined;
      changes(align(chosen, how, { to }), "Align");
    },
    distribute: (axis) => {
      if (free().length < 3) return false;
      changes(distribute(free(), axis), "Distribute");
    },
    nudge: (dx, dy) => {
      const moved = free().map((element) => {
        const { x, y, x2, y2 } = moveBy(element, dx, dy);
        return [element.id, element.type === "line" ? { x, y, x2, y2 } : { x: round(x), y: round(y) }];
      });
      if (!moved.length) return false;
      const edited = updateElements(store.document, Object.fromEntries(moved));
      store.keep("Nudge", edited, { merge: `nudge ${ids()}` });
      return true;
    },
    escape: () => pointer.stop() || store.select([]),
    open: () => (store.selected.length === 1 ? editor.open() : false),
    fit: () => zoom.fit(),
    actualSize: () => zoom.to(1),
    zoomIn: () => zoom.step(1),
    zoomOut: () => zoom.step(-1),
    help: () => find("help").showModal(),
  };
}
