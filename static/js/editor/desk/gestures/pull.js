/**
 * A pull that changes elements: shown while it lasts, kept as one state at its end.
 *
 * @typedef {object} Gesture what a press becomes once the pointer has gone far enough
 * @property {(point: {x: number, y: number}, event: PointerEvent) => void} move mm on the page
 * @property {() => void} end
 * @property {() => void} cancel nothing of it stays
 */

import { fitAround, updateElements } from "../../document/commands.js";

/**
 * @param {import("../../main.js").Editor} editor
 * @param {string} name for the history
 * @param {(point: {x: number, y: number}, event: PointerEvent) => {changes: Record<string, object>, lines?: object[], note?: string}} step
 *   changes by id, from the elements as they were when the pull began; lines to draw; a note beside the pointer
 * @returns {Gesture}
 */
export function pull({ store, hints }, name, step) {
  const before = store.document;
  let changed = [];
  return {
    move(point, event) {
      const { changes, lines = [], note } = step(point, event);
      changed = Object.keys(changes);
      hints.show(lines, note && { text: note, at: point });
      store.preview(updateElements(before, changes));
    },
    end() {
      hints.clear();
      store.keep(name, fitAround(store.shown, changed));
    },
    cancel() {
      hints.clear();
      store.cancel();
    },
  };
}
