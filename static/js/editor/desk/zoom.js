/** How large the page is on the screen: fitted to the window, a step more or less, or by the wheel. */

import { PX_PER_MM } from "../../layout/units.js";
import { MARGIN } from "./stage.js";

const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const [LEAST, MOST] = [STEPS[0], STEPS.at(-1)];
const ROOM_PX = 24;

export class Zoom {
  /**
   * @param {HTMLElement} desk the scrolled region, with the sheet as its one child
   * @param {() => object} pageOf the page that is shown
   * @param {(zoom: number) => void} onChange
   */
  constructor(desk, pageOf, onChange) {
    Object.assign(this, { desk, pageOf, onChange, zoom: 1, fitted: "all" });
    desk.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(() => this.fitted && this.fit(this.fitted)).observe(desk);
    this.#sharp();
  }

  /** @param {"all"|"width"} [what] of the page is to be seen, with half of the room around it */
  fit(what = "all") {
    const { width, height } = this.pageOf();
    const across = (this.desk.clientWidth - ROOM_PX) / ((width + MARGIN) * PX_PER_MM);
    const down = (this.desk.clientHeight - ROOM_PX) / ((height + MARGIN) * PX_PER_MM);
    this.#set(what === "all" ? Math.min(across, down) : across);
    this.fitted = what;
    const { desk } = this;
    desk.scrollTo((desk.scrollWidth - desk.clientWidth) / 2, what === "all" ? (desk.scrollHeight - desk.clientHeight) / 2 : 0);
  }

  /** The page has another size now. */
  refresh() {
    if (this.fitted) this.fit(this.fitted);
    else this.to(this.zoom);
  }

  /** @param {1 | -1} direction */
  step(direction) {
    const next = direction > 0 ? STEPS.find((step) => step > this.zoom + 0.001) : STEPS.findLast((step) => step < this.zoom - 0.001);
    this.to(next ?? this.zoom);
  }

  /** @param {number} zoom 1 is the size on paper @param {{x: number, y: number}} [around] what stays in place, px in the region */
  to(zoom, around = { x: this.desk.clientWidth / 2, y: this.desk.clientHeight / 2 }) {
    const sheet = this.desk.firstElementChild;
    const { desk } = this;
    const placeOf = () => ({ x: desk.scrollLeft + around.x - sheet.offsetLeft, y: desk.scrollTop + around.y - sheet.offsetTop });
    const [before, was] = [placeOf(), this.zoom];
    this.#set(zoom);
    this.fitted = null;
    const [ratio, now] = [this.zoom / was, placeOf()];
    desk.scrollBy(before.x * ratio - now.x, before.y * ratio - now.y);
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
    const scale = box.width / this.desk.offsetWidth; // other than 1 where the page itself is zoomed
    this.to(this.zoom * Math.exp(-event.deltaY / 300), { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale });
  }

  // The browser's own zoom, or another screen, has other pixels: the canvas gets as many.
  #sharp() {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener("change", () => {
      this.onChange(this.zoom);
      this.#sharp();
    }, { once: true });
  }
}
