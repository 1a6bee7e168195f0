/** Width, dash, ends and corners of the outline of all that is selected; and how far its shadow falls. */

import { updateElements } from "../document/commands.js";
import { changesOfFree } from "../document/locks.js";
import { changedStroke, dashFrom, dashName } from "../document/strokes.js";
import { fromUnit, round } from "../geometry/geometry.js";

const FAR_MM = 100;
const THICK_MM = 100;
const within = (value, least, most) => (value === null ? undefined : round(Math.min(most, Math.max(least, value))));

/** How each control is shown from an element, and what a text in it means; undefined for what cannot be read. */
const CONTROLS = {
  width: { show: ({ stroke }) => stroke?.width ?? 0, read: (text) => ({ width: within(fromUnit(text, "mm"), 0, THICK_MM) }) },
  dash: { show: ({ stroke }) => dashName(stroke), read: (dash) => ({ dash }) },
  pattern: { show: ({ stroke }) => (stroke?.dash ?? []).join(" "), read: (text) => ({ dash: dashFrom(text) ?? undefined }) },
  cap: { show: ({ stroke }) => stroke?.cap ?? "butt", read: (cap) => ({ cap }) },
  join: { show: ({ stroke }) => stroke?.join ?? "miter", read: (join) => ({ join }) },
};

class Outline {
  /** @param {HTMLFormElement} form controls with data-outline (of CONTROLS) and data-shadow (dx, dy) */
  constructor(form, store) {
    Object.assign(this, { form, store });
    form.addEventListener("change", ({ target }) => {
      if (target.dataset.outline) this.#outline(target);
      if (target.dataset.shadow) this.#shadow(target);
    });
    for (const name of ["select", "draw"]) store.addEventListener(name, () => this.#show());
  }

  #show() {
    const { selected } = this.store;
    if (!selected.length) return;
    for (const control of this.form.querySelectorAll("[data-outline]")) this.#fill(control, selected.map(CONTROLS[control.dataset.outline].show));
    for (const control of this.form.querySelectorAll("[data-shadow]")) this.#fill(control, selected.map(({ shadow }) => shadow?.[control.dataset.shadow] ?? 0));
    const shown = {
      drawn: selected.some(({ stroke }) => stroke),
      dashed: selected.some(({ stroke }) => stroke?.dash),
      lettered: selected.every(({ type, stroke }) => type === "text" && stroke),
      joined: selected.some(({ type, stroke }) => stroke && type !== "line"),
    };
    for (const part of this.form.querySelectorAll("[data-outline-part]")) part.hidden = !shown[part.dataset.outlinePart];
    for (const part of this.form.querySelectorAll("[data-shadow-part]")) part.hidden = !selected.some(({ shadow }) => shadow);
  }

  #fill(control, values) {
    if (control === document.activeElement && control.matches("input")) return;
    const isMixed = new Set(values).size > 1;
    control.value = isMixed ? "" : values[0];
    control.placeholder = isMixed ? "Mixed" : "";
  }

  #outline(control) {
    const { outline, label } = control.dataset;
    const change = CONTROLS[outline].read(control.value);
    if (Object.values(change)[0] === undefined) return this.#show();
    this.#keep(label, (element) => ({ stroke: changedStroke(element, change) }));
  }

  #shadow(control) {
    const { shadow: name, label } = control.dataset;
    const length = within(fromUnit(control.value, "mm"), -FAR_MM, FAR_MM);
    if (length === undefined) return this.#show();
    this.#keep(label, ({ shadow }) => (shadow ? { shadow: { ...shadow, [name]: length } } : {}));
  }

  #keep(label, changeOf) {
    const changes = changesOfFree(this.store.selected, changeOf);
    this.store.keep(`Change ${label}`, updateElements(this.store.document, changes), { merge: `${label} ${this.store.selection}` });
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectOutline({ find, store }) {
  new Outline(find("properties"), store);
}
