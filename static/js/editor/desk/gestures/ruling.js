/** Guides pulled out of a ruler, moved, and pulled back to be rid of them. */

import { setGuide } from "../../document/guides.js";
import { snapMove } from "../../snapping/snapping.js";
import { surroundingsOf } from "../surroundings.js";

/**
 * Alt goes without snapping.
 *
 * @param {import("../../main.js").Editor} editor
 * @param {"x"|"y"} axis "x" for an upright guide
 * @param {number} [index] of a guide that is there; without it a new one
 * @returns {import("./pull.js").Gesture}
 */
export function ruling(editor, axis, index) {
  const { store, hints, find } = editor;
  const [before, page] = [store.document, store.pageIndex];
  const place = index ?? before.pages[page].guides?.[axis]?.length ?? 0;
  const around = surroundingsOf({ ...editor, store: withoutGuides(store) }, []);
  let at = null;
  return {
    move(point, event) {
      const spot = { x: point.x, y: point.y, width: 0, height: 0 };
      const snap = event.altKey ? { dx: 0, dy: 0, lines: [] } : snapMove(spot, around);
      const isBack = isOverRuler(find("desk"), axis, event);
      // Where nothing holds it, it stands where the note says, not between two tenths.
      const way = axis === "x" ? snap.dx : snap.dy;
      at = isBack ? null : event.altKey || way ? point[axis] + way : Math.round(point[axis] * 10) / 10;
      const note = isBack ? undefined : `${editor.preferences.short(at)} ${editor.preferences.get("unit")}`;
      hints.show([], note && { text: note, at: point });
      store.preview(at === null && index === undefined ? before : setGuide(before, page, axis, place, at));
    },
    end() {
      hints.clear();
      const verb = at === null ? "Remove" : index === undefined ? "Add" : "Move";
      store.keep(`${verb} a guide`, store.shown);
    },
    cancel() {
      hints.clear();
      store.cancel();
    },
  };
}

// A guide does not snap to itself.
const withoutGuides = ({ page, document }) => ({ page: { ...page, guides: {} }, document });

function isOverRuler(desk, axis, event) {
  const box = desk.getBoundingClientRect();
  return axis === "x" ? event.clientX < box.left : event.clientY < box.top;
}
