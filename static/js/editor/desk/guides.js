/** Guides by keys: arrows move the one that has the focus, Delete takes it away. */

import { setGuide } from "../document/guides.js";

const STEP_MM = 0.5;
const STRIDE_MM = 5;
const WAYS = { x: { ArrowLeft: -1, ArrowRight: 1 }, y: { ArrowUp: -1, ArrowDown: 1 } };

/** @param {import("../main.js").Editor} editor */
export function connectGuides({ store, frame }) {
  frame.layers.guides.addEventListener("keydown", (event) => {
    const [axis, place] = event.target.closest("[data-guide]").dataset.guide.split(" ");
    const index = Number(place);
    const way = WAYS[axis][event.key];
    const isGone = event.key === "Delete" || event.key === "Backspace";
    if (!way && !isGone) return;
    event.preventDefault();
    event.stopPropagation();
    const at = store.page.guides[axis][index];
    const to = isGone ? null : at + way * (event.shiftKey ? STRIDE_MM : STEP_MM);
    store.keep(isGone ? "Remove a guide" : "Move a guide", setGuide(store.document, store.pageIndex, axis, index, to), { merge: `guide ${axis} ${index}` });
    if (isGone) frame.svg.focus({ preventScroll: true });
  });
}
