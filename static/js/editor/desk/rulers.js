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
  #drawn = ""; // what the marks show: they stay while things are dragged
  #pointer = null;

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    const { find, store, preferences } = editor;
    this.desk = find("desk");
    this.sheet = find("sheet");
    this.rulers = { x: find("ruler-x"), y: find("ruler-y") };
    for (const ruler of Object.values(this.rulers)) {
      ruler.append(node("rect", { class: "ruler-chosen" }), node("g", {}), node("line", { class: "ruler-pointer", visibility: "hidden" }));
    }
    this.desk.addEventListener("scroll", () => this.#later(), { passive: true });
    this.desk.addEventListener("pointermove", (event) => this.#follow(event));
    this.desk.addEventListener("pointerleave", () => this.#follow(null));
    for (const part of [this.desk, this.sheet]) new ResizeObserver(() => this.#later()).observe(part);
    for (const name of ["draw", "select", "page"]) store.addEventListener(name, () => this.#later());
    preferences.addEventListener("change", () => this.#later());
    this.#later();
  }

  // All that happens between two frames is drawn once: first measured, then written.
  #later() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      this.#draw();
    });
  }

  #follow(event) {
    this.#pointer = event && { x: event.clientX, y: event.clientY };
    this.#later();
  }

  #draw() {
    const { preferences, zoom, store } = this.editor;
    const isShown = preferences.get("rulers");
    this.editor.find("table").dataset.rulers = String(isShown);
    if (!isShown) return;
    const { desk, sheet } = this;
    const pxPerMm = PX_PER_MM * zoom.zoom;
    const margin = MARGIN * pxPerMm;
    const origins = { x: sheet.offsetLeft - desk.scrollLeft + margin, y: sheet.offsetTop - desk.scrollTop + margin };
    const lengths = { x: desk.clientWidth, y: desk.clientHeight };
    const pointer = this.#pointer && this.#inDesk(this.#pointer);
    const scale = { unit: preferences.get("unit"), pxPerMm };
    const drawn = JSON.stringify([origins, lengths, scale]);
    const chosen = store.placed.flatMap(({ element, groups }) => cornersOnPage(element, groups));
    const bounds = chosen.length ? boundsOfPoints(chosen) : null;
    for (const axis of ["x", "y"]) {
      if (drawn !== this.#drawn) this.#marks(axis, origins[axis], lengths[axis], scale);
      const size = axis === "x" ? "width" : "height";
      const span = bounds ? [origins[axis] + bounds[axis] * pxPerMm, bounds[size] * pxPerMm] : [0, 0];
      this.#put(axis, span, pointer);
    }
    this.#drawn = drawn;
  }

  #inDesk({ x, y }) {
    const box = this.desk.getBoundingClientRect();
    const scale = box.width / this.desk.offsetWidth; // other than 1 where the page itself is zoomed
    return { x: (x - box.left) / scale, y: (y - box.top) / scale };
  }

  #marks(axis, origin, length, scale) {
    const isUpright = axis === "y";
    const marks = ticks(-origin / scale.pxPerMm, (length - origin) / scale.pxPerMm, scale);
    const drawn = marks.flatMap(({ at, label }) => {
      const place = Math.round(origin + at * scale.pxPerMm) + 0.5;
      const mark = node("line", lineAt(place, label === null ? SHORT_PX : LONG_PX, isUpright));
      return label === null ? [mark] : [mark, number(label, place, isUpright)];
    });
    this.rulers[axis].children[1].replaceChildren(...drawn);
  }

  // The shade beside what is selected, and the line that follows the pointer.
  #put(axis, [start, length], pointer) {
    const [shade, , line] = this.rulers[axis].children;
    const isUpright = axis === "y";
    const box = isUpright ? { x: 0, width: THICK_PX, y: start, height: length } : { y: 0, height: THICK_PX, x: start, width: length };
    set(shade, box);
    set(line, { visibility: pointer ? "visible" : "hidden", ...lineAt(pointer?.[axis] ?? 0, THICK_PX, isUpright) });
  }
}

const lineAt = (place, length, isUpright) =>
  isUpright ? { x1: THICK_PX, x2: THICK_PX - length, y1: place, y2: place } : { y1: THICK_PX, y2: THICK_PX - length, x1: place, x2: place };

function set(drawn, attributes) {
  for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
}

function number(label, place, isUpright) {
  const at = isUpright ? { transform: `translate(9 ${place - 3}) rotate(-90)` } : { x: place + 3, y: 9 };
  return node("text", at, label);
}

/** @param {import("../main.js").Editor} editor */
export function connectRulers(editor) {
  new Rulers(editor);
}
