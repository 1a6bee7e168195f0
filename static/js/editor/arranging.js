/** What is done to where things stand: order, groups, align, mirror, nudge, lock. Each answers false when there was nothing to do it to. */

import { movedBy } from "./desk/gestures/moving.js";
import { areaOf } from "./desk/surroundings.js";
import { differences, fitAround, group, reorder, ungroup, updateElements } from "./document/commands.js";
import { mayChange, mayMove } from "./document/locks.js";
import { safeMargin } from "./document/page_sizes.js";
import { align, distribute } from "./geometry/align.js";
import { boundsOfMany, boundsOfPoints, centreOf, cornersOnPage, mirrored, wayBack } from "./geometry/geometry.js";

/** @param {import("./main.js").Editor} editor @returns {Record<string, Function>} */
export function arrangingOf(editor) {
  const { store, preferences } = editor;
  const ids = () => store.selected.filter(mayChange).map(({ id }) => id);
  const withSome = (act) => () => (ids().length ? act(ids()) : false);
  const place = (where, name) => withSome((chosen) => store.keep(name, reorder(store.document, chosen, where)));
  const keep = (name, changes, how) => {
    const edited = updateElements(store.document, changes);
    store.keep(name, fitAround(edited, Object.keys(changes)), how);
  };

  // What may be moved, as long as it stands side by side; with the box that stands for the page there.
  const movable = () => {
    const placed = store.placed.filter(({ element }) => mayMove(element));
    const inner = placed[0]?.groups.at(-1);
    const beside = placed.filter(({ groups }) => groups.at(-1) === inner).map(({ element }) => element);
    const { width, height } = inner ?? store.page;
    const inset = !inner && preferences.get("alignTo") === "safe" ? safeMargin(store.page) : 0;
    return { beside, all: { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset } };
  };
  const isToSelection = (count) => count > 1 && preferences.get("alignTo") === "selection";

  return {
    group: () => {
      const made = ids().length > 1 ? group(store.document, ids()) : null;
      if (!made) return false;
      store.keep("Group", made.document, { select: [made.id] });
    },
    ungroup: withSome((chosen) => {
      let [document, select] = [store.document, []];
      for (const id of chosen) {
        const made = ungroup(document, id);
        if (made) [document, select] = [made.document, [...select, ...made.ids]];
      }
      if (!select.length) return false;
      store.keep("Ungroup", document, { select });
    }),
    front: place("front", "Bring to the front"),
    back: place("back", "Send to the back"),
    forward: place("forward", "Bring forward"),
    backward: place("backward", "Send backward"),
    align: (how) => {
      const { beside, all } = movable();
      if (!beside.length) return false;
      keep("Align", align(beside, how, { to: isToSelection(beside.length) ? undefined : all }));
    },
    distribute: (axis) => {
      const { beside, all } = movable();
      if (beside.length < (isToSelection(beside.length) ? 3 : 2)) return false;
      keep("Distribute", distribute(beside, axis, { to: isToSelection(beside.length) ? undefined : all }));
    },
    flip: (axis) => {
      const { beside } = movable();
      if (!beside.length) return false;
      const about = centreOf(boundsOfMany(beside))[axis];
      const made = mirrored(beside, axis, about, { letters: beside.length === 1 });
      keep("Mirror", Object.fromEntries(made.map((element, at) => [element.id, differences(beside[at], element)])));
    },
    nudge: (dx, dy) => {
      const placed = store.placed.filter(({ element }) => mayMove(element));
      if (!placed.length) return false;
      const bounds = boundsOfPoints(placed.flatMap(({ element, groups }) => cornersOnPage(element, groups)));
      const area = areaOf(editor);
      const back = area ? wayBack({ ...bounds, x: bounds.x + dx, y: bounds.y + dy }, area) : { dx: 0, dy: 0 };
      keep("Nudge", movedBy(placed, { x: dx + back.dx, y: dy + back.dy }), { merge: `nudge ${store.selection}` });
    },
    lock: (how) => {
      if (!store.selection.length) return false;
      const locked = { all: true, position: "position", size: "size" }[how];
      keep(locked ? "Lock" : "Unlock", Object.fromEntries(store.selection.map((id) => [id, { locked }])));
    },
    toggleLock() {
      return this.lock(store.selected.every(({ locked }) => locked) ? "none" : "all");
    },
  };
}
