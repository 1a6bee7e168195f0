/** Rulers along the top and the left of the desk, in the chosen unit; a line on each follows the pointer. */

import { PX_PER_MM } from "../../layout/units.js";
import { boundsOfPoints, cornersOnPage, ticks } from "../geometry/geometry.js";
import { MARGIN } from "./stage.js";
import { node } from "./svg.js";

const THICK_PX = 20;
const LONG_PX = 9;
const SHORT_PX = 4;

class Rulers {
  #waits = false;

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    const { find, store, preferences } = editor;
    this.desk = find("desk");
    this.rulers = { x: find("ruler-x"), y: find("ruler-y") };
    this.desk.addEventListener("scroll", () => this.#later(), { passive: true });
    this.desk.addEventListener("pointermove", (event) => this.#follow(event));
    this.desk.addEventListener("pointerleave", () => this.#mark(null));
    new ResizeObserver(() => this.#later()).observe(this.desk);
    new ResizeObserver(() => this.#later()).observe(find("sheet"));
    for (const name of ["draw", "select", "page"]) store.addEventListener(name, () => this.#later());
    preferences.addEventListener("change", () => this.#later());
    this.#later();
  }

  #later() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      this.#draw();
    });
  }

  #draw() {
    const isShown = this.editor.preferences.get("rulers");
    this.editor.find("table").dataset.rulers = String(isShown);
    if (!isShown) return;
    const chosen = this.editor.store.placed.flatMap(({ element, groups }) => cornersOnPage(element, groups));
    const bounds = chosen.length ? boundsOfPoints(chosen) : null;
    this.#ruler("x", this.desk.clientWidth, this.#origin("x"), bounds && [bounds.x, bounds.width]);
    this.#ruler("y", this.desk.clientHeight, this.#origin("y"), bounds && [bounds.y, bounds.height]);
  }

  get #pxPerMm() {
    return PX_PER_MM * this.editor.zoom.zoom;
  }

  // Where the page begins, in px from the edge of the desk.
  #origin(axis) {
    const sheet = this.editor.find("sheet");
    const edge = axis === "x" ? sheet.offsetLeft - this.desk.scrollLeft : sheet.offsetTop - this.desk.scrollTop;
    return edge + MARGIN * this.#pxPerMm;
  }

  #ruler(axis, length, origin, chosen) {
    const pxPerMm = this.#pxPerMm;
    const isUpright = axis === "y";
    const line = (from, to) => (isUpright ? { x1: THICK_PX - from, x2: THICK_PX - to } : { y1: THICK_PX - from, y2: THICK_PX - to });
    const marks = ticks(-origin / pxPerMm, (length - origin) / pxPerMm, { unit: this.editor.preferences.get("unit"), pxPerMm });
    const drawn = marks.flatMap(({ at, label }) => {
      const place = Math.round(origin + at * pxPerMm) + 0.5;
      const mark = node("line", { ...line(0, label === null ? SHORT_PX : LONG_PX), ...(isUpright ? { y1: place, y2: place } : { x1: place, x2: place }) });
      return label === null ? [mark] : [mark, number(label, place, isUpright)];
    });
    const span = chosen && [origin + chosen[0] * pxPerMm, chosen[1] * pxPerMm];
    const shade = isUpright ? { x: 0, width: THICK_PX, y: span?.[0], height: span?.[1] } : { y: 0, height: THICK_PX, x: span?.[0], width: span?.[1] };
    const pointer = node("line", { class: "ruler-pointer", ...line(0, THICK_PX), visibility: "hidden" });
    this.rulers[axis].replaceChildren(...(span ? [node("rect", { class: "ruler-chosen", ...shade })] : []), ...drawn, pointer);
  }

  #follow(event) {
    const box = this.desk.getBoundingClientRect();
    const scale = box.width / this.desk.offsetWidth; // other than 1 where the page itself is zoomed
    this.#mark({ x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale });
  }

  #mark(point) {
    for (const [axis, ruler] of Object.entries(this.rulers)) {
      const line = ruler.querySelector(".ruler-pointer");
      if (!line) continue;
      line.setAttribute("visibility", point ? "visible" : "hidden");
      if (!point) continue;
      line.setAttribute(`${axis}1`, point[axis]);
      line.setAttribute(`${axis}2`, point[axis]);
    }
  }
}

function number(label, place, isUpright) {
  const at = isUpright ? { transform: `translate(9 ${place - 3}) rotate(-90)` } : { x: place + 3, y: 9 };
  return node("text", at, label);
}

/** @param {import("../main.js").Editor} editor */
export function connectRulers(editor) {
  new Rulers(editor);
}
