/** How large the page is on the screen: fitted to the window, a step more or less, or by the wheel. */

import { PX_PER_MM } from "../../layout/units.js";
import { MARGIN } from "./stage.js";

const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const [LEAST, MOST] = [STEPS[0], STEPS.at(-1)];
const ROOM_PX = 24;

export class Zoom {
  /**
   * @param {HTMLElement} desk the scrolled region
   * @param {() => object} pageOf the page that is shown
   * @param {(zoom: number) => void} onChange
   */
  constructor(desk, pageOf, onChange) {
    Object.assign(this, { desk, pageOf, onChange, zoom: 1, isFitted: true });
    desk.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(() => this.isFitted && this.fit()).observe(desk);
  }

  fit() {
    const { width, height } = this.pageOf(); // with half of the room around it
    const across = (this.desk.clientWidth - ROOM_PX) / ((width + MARGIN) * PX_PER_MM);
    const down = (this.desk.clientHeight - ROOM_PX) / ((height + MARGIN) * PX_PER_MM);
    this.#set(Math.min(across, down));
    this.isFitted = true;
    this.desk.scrollTo((this.desk.scrollWidth - this.desk.clientWidth) / 2, (this.desk.scrollHeight - this.desk.clientHeight) / 2);
  }

  /** The page has another size now. */
  refresh() {
    if (this.isFitted) this.fit();
    else this.to(this.zoom);
  }

  /** @param {1 | -1} direction */
  step(direction) {
    const next = direction > 0 ? STEPS.find((step) => step > this.zoom + 0.001) : STEPS.findLast((step) => step < this.zoom - 0.001);
    this.to(next ?? this.zoom);
  }

  /** @param {number} zoom 1 is the size on paper @param {{x: number, y: number}} [around] what stays in place, px in the region */
  to(zoom, around = { x: this.desk.clientWidth / 2, y: this.desk.clientHeight / 2 }) {
    const before = this.zoom;
    const [left, top] = [this.desk.scrollLeft + around.x, this.desk.scrollTop + around.y];
    this.#set(zoom);
    this.isFitted = false;
    const ratio = this.zoom / before;
    this.desk.scrollTo(left * ratio - around.x, top * ratio - around.y);
  }

  #set(zoom) {
    this.zoom = Math.min(MOST, Math.max(LEAST, zoom));
    this.onChange(this.zoom);
  }

  // A pinch on a touchpad comes as a wheel with Ctrl.
  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = this.desk.getBoundingClientRect();
    this.to(this.zoom * Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
  }
}
