/** The panel of what is selected: each control edits one property of all selected elements at once. */

import { updateElements } from "../document/commands.js";
import { declareNamed } from "../fields/book.js";
import { mayChange } from "../document/locks.js";
import { fromUnit, inUnit, round } from "../geometry/geometry.js";

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** How a control's text becomes a value and back. `undefined`: it cannot be read, the control shows the old value again. */
const KINDS = {
  mm: { read: (text) => fromUnit(text, "mm") ?? undefined, show: (value) => String(Number(inUnit(value, "mm").toFixed(2))) },
  pt: { read: number, show: String },
  number: { read: number, show: String },
  share: { read: (text) => (number(text) === undefined ? undefined : clamp(number(text) / 100, 0, 1)), show: (value) => String(Math.round(value * 100)) },
  text: { read: (text) => text, show: String },
  // Seen while it is typed, too; left empty, what stands there by itself counts again.
  content: { read: (text) => text || null, show: String },
  count: { read: (text) => (number(text) === undefined ? undefined : Math.round(number(text))), show: String },
  // Left empty, the property goes: there is no limit, or it follows something else.
  limit: { read: (text) => (text.trim() ? number(text) && Math.round(number(text)) : null), show: String },
  choice: { read: (text) => text || null, show: String },
  switch: { read: (checked) => checked, show: Boolean },
  field: { read: (key) => key, show: String },
};

/** Kinds of what is seen while it is typed. */
const TYPED = ["text", "content"];

/** What an act can be done to. */
const NEEDS = { several: (selected) => selected.length > 1, group: (selected) => selected.some(({ elements }) => elements) };

function number(text) {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() && Number.isFinite(value) ? value : undefined;
}

// A control may say what the least and the most is that it takes.
function within({ dataset: { least, most } }, value) {
  return typeof value === "number" && least !== undefined ? clamp(value, Number(least), Number(most)) : value;
}

const at = (element, path) => path.split(".").reduce((value, key) => value?.[key], element);

// A change of one property, those inside another object ("font.weight") with their neighbours.
function changeOf(element, path, value) {
  const [outer, inner] = path.split(".");
  if (inner) return { [outer]: { ...element[outer], [inner]: value } };
  // A text never shrinks to more than its size.
  if (outer === "size" && element.minSize > value) return { size: value, minSize: value };
  if (outer === "minSize") return { minSize: Math.min(value, element.size) };
  return { [outer]: value };
}

class Properties {
  /**
   * @param {HTMLFormElement} form its controls carry data-prop and data-kind; its fieldsets data-for with types
   * @param {import("../main.js").Editor} editor
   */
  constructor(form, { store, data }) {
    Object.assign(this, { form, store, registry: data.fields });
    form.addEventListener("input", (event) => this.#edit(event.target, true));
    form.addEventListener("change", (event) => this.#edit(event.target, false));
    form.addEventListener("submit", (event) => event.preventDefault());
    store.addEventListener("select", () => {
      this.show();
      this.#fromTheTop();
    });
    store.addEventListener("draw", () => this.show());
  }

  /** Write the values of what is selected into the controls; different ones leave a control empty. */
  show() {
    const { selected } = this.store;
    this.form.hidden = selected.length === 0;
    for (const part of this.form.querySelectorAll("[data-for]")) {
      const types = part.dataset.for.split(" ");
      const shapes = part.dataset.shapes?.split(" ");
      part.hidden = !selected.every(({ type, shape }) => types.includes(type) && (!shapes || shapes.includes(shape)));
    }
    // What is locked shows what it is; only its lock can be changed.
    const isLocked = selected.length > 0 && !selected.some(mayChange);
    for (const part of this.form.querySelectorAll("fieldset:not([data-unlocked])")) part.disabled = isLocked;
    for (const button of this.form.querySelectorAll("[data-needs]")) button.disabled = !NEEDS[button.dataset.needs](selected);
    for (const control of this.form.querySelectorAll("[data-prop]")) this.#fill(control, selected);
  }

  // Other things have other properties: those that matter most stand first. Among things of one kind the place stays.
  #fromTheTop() {
    const kinds = [...new Set(this.store.selected.map(({ type }) => type))].join();
    if (kinds !== this.kinds) this.form.parentElement.scrollTop = 0;
    this.kinds = kinds;
  }

  #fill(control, selected) {
    if (control === document.activeElement && control.matches("textarea, [data-kind=text]")) return;
    const { prop, kind, default: fallback } = control.dataset;
    const values = new Set(selected.map((element) => at(element, prop) ?? fallback ?? ""));
    const [value] = values;
    const isMixed = values.size > 1;
    if (control.type === "checkbox") {
      control.indeterminate = isMixed;
      control.checked = !isMixed && (value === true || value === "true");
    } else if (control.type === "radio") {
      control.checked = !isMixed && String(value) === control.value;
    } else {
      if (isMixed && control.matches("select")) withMixed(control);
      control.value = isMixed || value === "" ? "" : KINDS[kind].show(value);
      control.dataset.unset ??= control.placeholder ?? "";
      control.placeholder = isMixed ? "Mixed" : control.dataset.unset;
    }
  }

  #edit(control, isTyping) {
    const { prop, kind, label } = control.dataset;
    // Numbers count once they are whole; texts are seen while they are typed.
    if (!prop || (isTyping && !TYPED.includes(kind))) return;
    const read = KINDS[kind].read(control.type === "checkbox" ? control.checked : control.value);
    if (read === undefined) return this.show();
    const value = read === null ? undefined : within(control, read);
    const isNone = kind === "field" && !value;
    const rounded = typeof value === "number" && kind !== "share" ? round(value) : isNone ? undefined : value;
    const changes = this.store.selected
      .filter((element) => mayChange(element) && at(element, prop) !== rounded)
      .map((element) => [element.id, changeOf(element, prop, rounded)]);
    if (changes.length === 0) return;
    const edited = updateElements(this.store.document, Object.fromEntries(changes));
    const named = kind === "field" ? `{${value}}` : control.matches("[data-typing] > *") ? (value ?? "") : "";
    const declared = declareNamed(edited, named, this.registry);
    this.store.keep(`Change ${label ?? prop}`, declared, { merge: `${prop} ${this.store.selection}` });
  }
}

// A select says that there are several values, too; nobody can choose that.
function withMixed(select) {
  if ([...select.options].some(({ value }) => value === "")) return;
  const option = new Option("Mixed", "");
  option.hidden = true;
  select.prepend(option);
}

/** @param {import("../main.js").Editor} editor */
export function connectProperties(editor) {
  new Properties(editor.find("properties"), editor);
}
