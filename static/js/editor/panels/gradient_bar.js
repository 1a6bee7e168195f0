/** The stops of a gradient on a bar: added by a click, pulled along, moved by arrows, removed by Delete. */

import { addStop, changeStop, cssOf, removeStop } from "../document/paints.js";

const STEP = 0.01;
const STRIDE = 0.1;
const ARROWS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** Events: "pass" and "keep" with detail `{gradient, at}`; "choose" with detail `{at}`. */
export class GradientBar extends EventTarget {
  /** @param {HTMLElement} bar */
  constructor(bar) {
    super();
    Object.assign(this, { bar, gradient: null, at: 0, pull: null });
    bar.addEventListener("pointerdown", (event) => this.#press(event));
    bar.addEventListener("pointermove", (event) => this.pull && this.#tell("pass", changeStop(this.pull.gradient, this.pull.at, { offset: this.#offsetOf(event) })));
    bar.addEventListener("pointerup", () => this.#release());
    bar.addEventListener("pointercancel", () => this.#release());
    bar.addEventListener("focusin", ({ target }) => this.#choose(Number(target.dataset.at)));
    bar.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {import("../document/paints.js").Gradient} gradient @param {number} at the stop that is edited */
  show(gradient, at) {
    Object.assign(this, { gradient, at });
    this.bar.style.setProperty("--paint", cssOf({ type: "linear", stops: gradient.stops }));
    while (this.bar.children.length > gradient.stops.length) this.bar.lastElementChild.remove();
    while (this.bar.children.length < gradient.stops.length) this.bar.append(stopButton());
    gradient.stops.forEach(({ offset, color }, index) => {
      const share = Math.round(offset * 100);
      const stop = this.bar.children[index];
      stop.dataset.at = index;
      stop.style.setProperty("--at", `${share}%`);
      stop.style.setProperty("--paint", cssOf(color));
      stop.ariaValueNow = share;
      stop.ariaValueText = `${share} %, ${color}`;
      stop.ariaLabel = `Stop ${index + 1}`;
      stop.dataset.chosen = String(index === at);
    });
  }

  #offsetOf({ clientX }) {
    const { left, width } = this.bar.getBoundingClientRect();
    return (clientX - left) / width;
  }

  #press(event) {
    if (event.button !== 0) return;
    this.bar.setPointerCapture(event.pointerId);
    const chosen = event.target.dataset.at;
    const added = chosen === undefined ? addStop(this.gradient, this.#offsetOf(event)) : { gradient: this.gradient, at: Number(chosen) };
    if (added.at < 0) return;
    this.pull = added;
    this.#tell(chosen === undefined ? "pass" : "choose", added);
    this.bar.children[added.at]?.focus();
  }

  #release() {
    if (!this.pull) return;
    this.pull = null;
    this.#tell("keep", { gradient: this.gradient, at: this.at });
  }

  #choose(at) {
    if (!this.pull && Number.isInteger(at) && at !== this.at) this.#tell("choose", { at });
  }

  #key(event) {
    const at = Number(event.target.dataset.at);
    const step = ARROWS[event.key];
    if (step) {
      const offset = this.gradient.stops[at].offset + step * (event.shiftKey ? STRIDE : STEP);
      this.#keep(changeStop(this.gradient, at, { offset }), event);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.#keep({ gradient: removeStop(this.gradient, at), at: Math.max(0, at - 1) }, event);
    }
  }

  #keep(made, event) {
    event.preventDefault();
    this.#tell("keep", made);
    this.bar.children[made.at]?.focus();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function stopButton() {
  const stop = Object.assign(document.createElement("span"), { className: "paint-stop", tabIndex: 0, role: "slider" });
  stop.setAttribute("aria-valuemin", "0");
  stop.setAttribute("aria-valuemax", "100");
  return stop;
}
