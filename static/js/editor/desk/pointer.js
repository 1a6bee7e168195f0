/** Mouse, pen and finger on the page: select, move, resize, rotate, and the marquee. */

import { updateElements } from "../document/commands.js";
import { boundsOf, boundsOfMany, contains, moveBy, resize, rotateTo } from "../geometry/geometry.js";
import { prepare, snapMove, snapResize } from "../snapping/snapping.js";

// The pointer must travel this far before a press becomes a drag, in px.
const THRESHOLD_PX = 3;
// How near something snaps, in px on the screen.
const SNAP_PX = 6;
// Around an element that counts as a hit, in px: a line is thin.
const TOUCH_PX = 4;
const STEP_DEG = 15;
const SAFE_MM = 5;

export class Pointer {
  /**
   * @param {SVGSVGElement} svg over the page
   * @param {import("../main.js").Editor} desk
   */
  constructor(svg, desk) {
    this.desk = desk;
    this.drag = null;
    svg.addEventListener("pointerdown", (event) => this.#press(event));
    svg.addEventListener("pointermove", (event) => this.#move(event));
    svg.addEventListener("pointerup", () => this.#release());
    svg.addEventListener("pointercancel", () => this.stop());
    svg.addEventListener("dblclick", () => desk.store.selected.length === 1 && desk.open());
  }

  /** Let go without a change: Escape in the middle of a drag. @returns {boolean} whether there was one */
  stop() {
    if (!this.drag) return false;
    this.drag = null;
    this.desk.frame.guide([]);
    this.desk.frame.marquee(null);
    this.desk.store.cancel();
    return true;
  }

  #press(event) {
    if (event.button !== 0) return;
    const { store } = this.desk;
    const start = this.desk.pointAt(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    const handle = event.target.dataset.handle;
    const kind = handle ? "handle" : this.#pick(start, event.shiftKey) ? "move" : "marquee";
    const kept = store.selected.filter((element) => !element.locked);
    this.drag = { kind, handle, start, at: [event.clientX, event.clientY], begun: false, before: kept, document: store.document };
  }

  // Select what is under the pointer. @returns {boolean} whether there was anything
  #pick(point, adds) {
    const { store } = this.desk;
    const hit = store.page.elements.findLast((element) => !element.hidden && !element.locked && contains(element, point, TOUCH_PX / this.desk.frame.pxPerMm));
    const chosen = store.selection;
    if (!hit) {
      if (!adds) store.select([]);
    } else if (adds) {
      store.select(chosen.includes(hit.id) ? chosen.filter((id) => id !== hit.id) : [...chosen, hit.id]);
    } else if (!chosen.includes(hit.id)) {
      store.select([hit.id]);
    }
    return Boolean(hit);
  }

  #move(event) {
    const { drag, desk } = this;
    if (!drag) return;
    const far = Math.hypot(event.clientX - drag.at[0], event.clientY - drag.at[1]) >= THRESHOLD_PX;
    if (!drag.begun && !far) return;
    if (!drag.begun) this.#begin();
    const point = desk.pointAt(event);
    const [dx, dy] = [point.x - drag.start.x, point.y - drag.start.y];
    if (drag.kind === "marquee") this.#marquee(drag.start, point, event.shiftKey);
    else this.#show(drag.kind === "move" ? this.#moved(dx, dy, event) : this.#handled(dx, dy, point, event));
  }

  #begin() {
    const { drag, desk } = this;
    drag.begun = true;
    drag.chosen = desk.store.selection;
    const moving = new Set(drag.before.map(({ id }) => id));
    const others = desk.store.page.elements.filter(({ id, hidden }) => !hidden && !moving.has(id)).map(boundsOf);
    drag.around = { index: prepare(others, this.#surroundings()), tolerance: SNAP_PX / desk.frame.pxPerMm };
    drag.bounds = drag.before.length ? boundsOfMany(drag.before) : null;
  }

  #surroundings() {
    const { page, document } = this.desk.store;
    return { page: { width: page.width, height: page.height, bleed: document.bleed ?? 0, margin: SAFE_MM } };
  }

  #moved(dx, dy, event) {
    const { drag } = this;
    if (event.shiftKey) [dx, dy] = Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy];
    const wanted = { ...drag.bounds, x: drag.bounds.x + dx, y: drag.bounds.y + dy };
    const snap = event.altKey ? { dx: 0, dy: 0, lines: [] } : snapMove(wanted, drag.around);
    const by = [dx + (event.shiftKey && dx === 0 ? 0 : snap.dx), dy + (event.shiftKey && dy === 0 ? 0 : snap.dy)];
    const changes = drag.before.map((element) => [element.id, placeOf(moveBy(element, ...by))]);
    return { lines: snap.lines, changes: Object.fromEntries(changes) };
  }

  #handled(dx, dy, point, event) {
    const [element] = this.drag.before;
    const { handle, around } = this.drag;
    if (element.type === "line") return { lines: [], changes: { [element.id]: placeOf(resize(element, handle, dx, dy, {})) } };
    if (handle === "rotate") {
      const { rotation } = rotateTo(element, point, { step: event.shiftKey ? STEP_DEG : 0 });
      return { lines: [], changes: { [element.id]: { rotation } } };
    }
    const keepRatio = event.shiftKey !== (element.type === "qr");
    const options = { keepRatio, fromCentre: event.ctrlKey || event.metaKey };
    let sized = resize(element, handle, dx, dy, options);
    let lines = [];
    // Edges of a turned box run along no edge of another, and a kept ratio moves both.
    if (!event.altKey && !element.rotation && !element.skewX && !element.skewY && !keepRatio && !options.fromCentre) {
      const snap = snapResize(boundsOf(sized), handle, around);
      sized = resize(element, handle, dx + snap.dx, dy + snap.dy, options);
      lines = snap.lines;
    }
    return { lines, changes: { [element.id]: placeOf(sized) } };
  }

  #show({ lines, changes }) {
    this.desk.frame.guide(lines);
    this.desk.store.preview(updateElements(this.drag.document, changes));
  }

  #marquee(from, to, adds) {
    const box = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
    const { store, frame } = this.desk;
    frame.marquee(box);
    const inside = store.page.elements.filter((element) => !element.hidden && !element.locked && overlaps(boundsOf(element), box));
    const ids = inside.map(({ id }) => id);
    store.select(adds ? [...new Set([...this.drag.chosen, ...ids])] : ids);
  }

  #release() {
    const { drag, desk } = this;
    this.drag = null;
    if (!drag?.begun) return;
    desk.frame.guide([]);
    desk.frame.marquee(null);
    if (drag.kind === "marquee") return;
    const name = drag.kind === "move" ? "Move" : drag.handle === "rotate" ? "Rotate" : "Resize";
    desk.store.keep(name, desk.store.shown);
  }
}

// What a move or a new size changes; lines have two ends instead of a box, and the members of a group grow with it.
function placeOf({ type, x, y, x2, y2, width, height, elements }) {
  if (type === "line") return { x, y, x2, y2 };
  return type === "group" ? { x, y, width, height, elements } : { x, y, width, height };
}

function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
