/** The popover in which a colour or a gradient is chosen, for whatever asks: a fill, an outline, the ground of a page. */

import { addStop, asKind, changeStop, colourFrom, kindOf, opacityOf, PRESETS, removeStop, reversed, roomiest, withOpacity } from "../document/paints.js";
import { coloursOf } from "../document/colours.js";
import { placeBeside } from "./beside.js";
import { GradientBar } from "./gradient_bar.js";
import { recent, remember, swatch } from "./swatches.js";

const MOST_SWATCHES = 24;

/**
 * What a popover is opened for.
 *
 * @typedef {object} PaintTarget
 * @property {string} label such as "fill"
 * @property {string[]} kinds of "none", "solid", "linear", "radial"
 * @property {() => import("../document/paints.js").Paint[]} values the different ones there are now
 * @property {(paint: import("../document/paints.js").Paint) => object} edited the document with this paint
 * @property {(paint: import("../document/paints.js").Paint) => void} [kept] called when it is to stay
 * @property {string} [fallback] the colour to begin with where there is none
 */

export class PaintPopover {
  /** @type {PaintTarget | null} */
  #target = null;
  #anchor = null;
  #beside = null;
  #paint = null;
  #at = 0;
  #passing = false;

  /** @param {import("../main.js").Editor} editor */
  constructor({ find, store, data }) {
    this.root = find("paint");
    Object.assign(this, { store, brand: data.brand?.colours ?? [] });
    const { root } = this;
    this.bar = new GradientBar(this.#part("bar"));
    this.bar.addEventListener("choose", ({ detail }) => this.#choose(detail.at));
    this.bar.addEventListener("pass", ({ detail }) => this.#set(detail.gradient, { at: detail.at, passing: true }));
    this.bar.addEventListener("keep", ({ detail }) => this.#set(detail.gradient, { at: detail.at }));
    this.#part("presets").append(...Object.entries(PRESETS).map(([name, stops]) => swatch({ type: "linear", stops }, name)));
    root.querySelector("[data-paint-do=pick]").hidden = !("EyeDropper" in window);
    root.addEventListener("click", (event) => this.#click(event.target.closest("button")));
    root.addEventListener("input", (event) => this.#input(event.target, true));
    root.addEventListener("change", (event) => this.#input(event.target, false));
    root.addEventListener("toggle", ({ newState }) => newState === "closed" && !root.matches(":popover-open") && this.#closed());
    // It grows and shrinks with the kind of paint.
    new ResizeObserver(() => this.#target && placeBeside(root, this.#beside)).observe(root);
    // Keys in here are meant for what is in here; undo and save are for all.
    root.addEventListener("keydown", (event) => !event.ctrlKey && !event.metaKey && event.stopPropagation());
    store.addEventListener("change", () => this.#target && this.#read());
  }

  /** Open beside a button, or close when it is open for it. @param {HTMLElement} anchor @param {PaintTarget} target */
  toggle(anchor, target) {
    if (this.#anchor === anchor) return this.root.hidePopover();
    this.close();
    [this.#target, this.#anchor] = [target, anchor];
    anchor.setAttribute("aria-expanded", "true");
    this.#part("title").textContent = target.label[0].toUpperCase() + target.label.slice(1);
    for (const input of this.root.querySelectorAll("[name=paint-kind]")) input.closest("label").hidden = !target.kinds.includes(input.value);
    this.#part("kinds").hidden = target.kinds.length < 2;
    this.#at = 0;
    this.#beside = anchor.getBoundingClientRect();
    this.#read();
    this.root.showPopover();
    (target.kinds.length > 1 ? this.root.querySelector("[name=paint-kind]:checked") : this.#part("hex"))?.focus();
  }

  /** Close, if what it was opened for is gone. */
  close() {
    if (this.#target) this.root.hidePopover();
    this.#closed(); // now: the event comes later, when another target may be there
  }

  #part(name) {
    return this.root.querySelector(`[data-paint-${name}]`);
  }

  #closed() {
    if (this.#target && this.#passing) this.#set(this.#paint);
    this.#anchor?.setAttribute("aria-expanded", "false");
    this.#target = null;
    this.#anchor = null;
  }

  // Take over what is there; several different ones begin with the first.
  #read() {
    const values = this.#target.values();
    this.isMixed = values.length > 1;
    this.#paint = values[0] ?? null;
    this.#show();
    const list = (name, swatches) => {
      const place = this.root.querySelector(`[data-paint-list=${name}]`);
      place.replaceChildren(...swatches);
      place.closest("section").hidden = swatches.length === 0;
    };
    list("brand", this.brand.map(({ name, colour }) => swatch(colour, name)));
    list("design", coloursOf(this.store.document).toSorted((a, b) => b.count - a.count).slice(0, MOST_SWATCHES).map(({ colour }) => swatch(colour)));
    list("recent", recent().map((colour) => swatch(colour)));
  }

  #show() {
    const kind = kindOf(this.#paint);
    const isGradient = kind === "linear" || kind === "radial";
    for (const input of this.root.querySelectorAll("[name=paint-kind]")) input.checked = !this.isMixed && input.value === kind;
    this.#part("note").hidden = !this.isMixed;
    const shown = { gradient: isGradient, angle: kind === "linear", colour: isGradient || kind === "solid", swatches: true };
    for (const part of this.root.querySelectorAll("[data-paint-part]")) part.hidden = !shown[part.dataset.paintPart];
    if (isGradient) {
      this.#at = Math.min(this.#at, this.#paint.stops.length - 1);
      this.bar.show(this.#paint, this.#at);
      fill(this.#part("offset"), Math.round(this.#paint.stops[this.#at].offset * 100));
      fill(this.#part("angle"), this.#paint.angle ?? 0);
      this.root.querySelector("[data-paint-do=remove]").disabled = this.#paint.stops.length < 3;
    }
    const colour = this.#colour;
    if (!colour) return;
    const share = Math.round(opacityOf(colour) * 100);
    fill(this.#part("native"), colour.slice(0, 7));
    fill(this.#part("hex"), colour.slice(0, 7));
    fill(this.#part("opacity"), share);
    this.#part("share").value = `${share} %`;
    this.#part("opacity").style.setProperty("--paint", `linear-gradient(90deg, transparent, ${colour.slice(0, 7)})`);
  }

  /** The colour that is edited: the paint itself, or that of the chosen stop. */
  get #colour() {
    return typeof this.#paint === "string" ? this.#paint : (this.#paint?.stops?.[this.#at]?.color ?? null);
  }

  #choose(at) {
    this.#at = at;
    this.#show();
  }

  #set(paint, { at = this.#at, passing = false } = {}) {
    this.#paint = paint;
    this.#at = at;
    this.isMixed = false;
    this.#passing = passing;
    this.#show();
    const { label, edited, kept } = this.#target;
    if (passing) return this.store.preview(edited(paint));
    if (typeof paint === "string") remember(paint);
    const document = edited(paint);
    kept?.(paint);
    this.store.keep(`Change ${label}`, document, { merge: `paint ${label} ${this.store.selection}` });
  }

  #setColour(colour, passing = false) {
    if (this.#paint?.stops) return this.#set(changeStop(this.#paint, this.#at, { color: colour }).gradient, { passing });
    this.#set(colour, { passing });
  }

  #click(button) {
    if (!button) return;
    if (button.paint?.stops) return this.#set({ ...asKind(this.#paint, kindOf(this.#paint)), stops: button.paint.stops }, { at: 0 });
    if (button.paint) return this.#setColour(button.paint);
    const gradient = this.#paint;
    const deeds = {
      add: () => {
        const made = addStop(gradient, roomiest(gradient));
        if (made.at >= 0) this.#set(made.gradient, { at: made.at });
      },
      remove: () => this.#set(removeStop(gradient, this.#at), { at: Math.max(0, this.#at - 1) }),
      reverse: () => this.#set(reversed(gradient), { at: gradient.stops.length - 1 - this.#at }),
      pick: () => this.#pick(),
    };
    deeds[button.dataset.paintDo]?.();
  }

  async #pick() {
    const picked = await new window.EyeDropper().open().catch(() => null); // Escape leaves it as it is
    const colour = picked && colourFrom(picked.sRGBHex);
    if (colour && this.#target) this.#setColour(withOpacity(colour, opacityOf(this.#colour)));
  }

  #input(control, isTyping) {
    if (control.name === "paint-kind") return isTyping || this.#set(asKind(this.#paint, control.value, this.#target.fallback), { at: 0 });
    const value = Number(control.value.replace(",", "."));
    if (control.matches("[data-paint-native]")) return this.#setColour(withOpacity(control.value, opacityOf(this.#colour)), isTyping);
    if (control.matches("[data-paint-opacity]")) return this.#setColour(withOpacity(this.#colour, value / 100), isTyping);
    if (isTyping) return;
    if (control.matches("[data-paint-hex]")) {
      const colour = colourFrom(control.value);
      return colour ? this.#setColour(colour.length === 9 ? colour : withOpacity(colour, opacityOf(this.#colour))) : this.#show();
    }
    if (!control.value.trim() || !Number.isFinite(value)) return this.#show();
    if (control.matches("[data-paint-angle]")) return this.#set({ ...this.#paint, angle: Math.round(value % 360) });
    const made = changeStop(this.#paint, this.#at, { offset: value / 100 });
    this.#set(made.gradient, { at: made.at });
  }
}

// What somebody is typing into stays as they write it.
function fill(control, value) {
  const written = String(value);
  if (control.value !== written) control.value = written;
}
