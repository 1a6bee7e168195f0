/** A box drawn on the page: it selects what it touches. */

import { mayChange } from "../../document/locks.js";
import { boundsOf } from "../../geometry/geometry.js";

/**
 * With Shift what was selected before stays so.
 *
 * @param {import("../../main.js").Editor} editor
 * @param {{x: number, y: number}} start mm on the page
 * @returns {import("./pull.js").Gesture}
 */
export function marquee({ store, frame }, start) {
  const before = store.selection;
  return {
    move(point, event) {
      const box = between(start, point);
      frame.marquee(box);
      const touched = store.page.elements.filter((element) => !element.hidden && mayChange(element) && overlaps(boundsOf(element), box));
      const ids = touched.map(({ id }) => id);
      store.select(event.shiftKey ? [...new Set([...before, ...ids])] : ids);
    },
    end: () => frame.marquee(null),
    cancel() {
      frame.marquee(null);
      store.select(before);
    },
  };
}

const between = (a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });

function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
