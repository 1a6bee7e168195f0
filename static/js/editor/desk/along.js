/** The canvas and what lies over it follow the document and the size on the screen. */

import { PX_PER_MM } from "../../layout/units.js";
import { MARGIN } from "./stage.js";

/** @param {import("../main.js").Editor} editor */
export function drawAlong({ store, stage, frame, zoom, lines }) {
  let [shownSize, shownLines] = ["", ""];
  store.addEventListener("draw", () => {
    const { page, shown } = store;
    const size = [page.width, page.height].join();
    if (size !== shownSize) zoom.refresh();
    shownSize = size;
    const ruled = JSON.stringify([page.guides, shown.bleed, store.pageIndex]);
    if (ruled !== shownLines) lines.show();
    shownLines = ruled;
    const isDragged = shown !== store.document;
    if (isDragged) stage.draw(shown, page);
    else stage.show(shown, page);
    frame.select(store.placed);
  });
  store.addEventListener("select", () => frame.select(store.placed));
}

/** @param {import("../main.js").Editor} editor @param {number} factor 1 is the size on paper */
export function zoomed({ find, stage, frame, store, lines }, factor) {
  stage.setZoom(factor, store.page);
  find("sheet").style.setProperty("--zoom", factor);
  frame.setPage(store.page, PX_PER_MM * factor);
  lines.show();
  frame.select(store.placed);
  find("zoom").textContent = `${Math.round(factor * 100)} %`;
}

/**
 * By the size that the frame has on the screen: also where the browser or the page is zoomed.
 *
 * @param {SVGSVGElement} svg over the page
 * @param {PointerEvent} event
 * @param {{width: number}} page
 * @returns {{x: number, y: number}} mm on the page
 */
export function pointAt(svg, event, page) {
  const box = svg.getBoundingClientRect();
  const scale = box.width / (page.width + 2 * MARGIN);
  return { x: (event.clientX - box.left) / scale - MARGIN, y: (event.clientY - box.top) / scale - MARGIN };
}

/**
 * @param {HTMLElement} desk the region that is scrolled
 * @param {SVGSVGElement} svg over the page
 * @param {{width: number}} page
 * @returns {import("../geometry/boxes.js").Bounds} what the desk shows, mm on the page
 */
export function seenOf(desk, svg, page) {
  const { left, top, right, bottom } = desk.getBoundingClientRect();
  const [from, to] = [pointAt(svg, { clientX: left, clientY: top }, page), pointAt(svg, { clientX: right, clientY: bottom }, page)];
  return { ...from, width: to.x - from.x, height: to.y - from.y };
}
