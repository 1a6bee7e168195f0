/** The panel of fields: those of this design on top, then those that could be added; each can be clicked or dragged onto the page. */

import { fieldsOf, FOR_CODES } from "../fields/book.js";
import { matching } from "../fields/completing.js";
import { usesOf } from "../fields/uses.js";
import { samplesOf } from "../fields/samples.js";

const OWN = "In this design";

class Fields {
  #shown = "";

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    const { find, store, actions } = editor;
    this.groups = find("field-groups");
    this.search = find("field-search");
    this.search.addEventListener("input", () => this.show());
    this.groups.addEventListener("click", (event) => {
      const key = event.target.closest("[data-edit-field]")?.closest("li").dataset.key;
      if (key) actions.editField(key);
    });
    store.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const { store, data, find } = this.editor;
    const all = fieldsOf(store.document, data.fields).filter(({ key }) => key !== FOR_CODES);
    const query = this.search.value.trim();
    const found = query ? all.filter((field) => matching(query, [field]).length) : all;
    const uses = usesOf(store.document, data.bindings);
    const cards = found.map((field) => ({ ...field, isUsed: uses.has(field.key) }));
    const state = JSON.stringify(cards);
    if (state === this.#shown) return;
    this.#shown = state;
    this.#keepFocus(() => this.groups.replaceChildren(...groupsOf(cards).map(([name, fields]) => this.#group(name, fields))));
    find("no-field").textContent = found.length ? "" : "No field is called so.";
  }

  #keepFocus(change) {
    const focused = this.groups.contains(document.activeElement) && document.activeElement;
    const place = focused && [focused.closest("li").dataset.key, focused.matches("[data-edit-field]") ? "[data-edit-field]" : "[data-field]"];
    change();
    if (place) this.groups.querySelector(`li[data-key="${CSS.escape(place[0])}"] ${place[1]}`)?.focus();
  }

  #group(name, fields) {
    const group = this.editor.find("field-group").content.firstElementChild.cloneNode(true);
    group.querySelector("h3").textContent = name;
    group.querySelector("ul").append(...fields.map((field) => this.#card(field)));
    return group;
  }

  #card({ key, label, type, sample, required, formula, isSystem, isDeclared, isUsed }) {
    const card = this.editor.find("field-card").content.firstElementChild.cloneNode(true);
    const isOwn = isDeclared && !isSystem;
    const [add, edit] = card.querySelectorAll("button");
    card.dataset.key = key;
    add.dataset.field = key;
    add.querySelector(`[data-type-icon="${type}"]`)?.removeAttribute("hidden");
    add.querySelector("[data-label]").textContent = label;
    add.querySelector("[data-required]").hidden = !(isOwn && required);
    add.querySelector("[data-sample]").textContent = formula ? `= ${formula}` : sample;
    add.querySelector("[data-note]").textContent = isOwn && !isUsed ? "Not used in this design" : "";
    edit.setAttribute("aria-label", `Edit ${label}`);
    edit.title = "Edit";
    if (!isOwn) edit.remove();
    return card;
  }
}

function groupsOf(fields) {
  const groups = new Map();
  for (const field of fields) {
    const name = field.isDeclared && !field.isSystem ? OWN : field.group;
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups];
}

/** @param {import("../main.js").Editor} editor */
export function connectFields(editor) {
  const { store, stage, data } = editor;
  new Fields(editor);
  const given = stage.tools.values;
  // What nobody knows is shown as it is written: a text must not vanish while it is made.
  const unknown = () => {
    const known = new Set([...Object.keys(given), ...(store.document.fields ?? []).map(({ key }) => key)]);
    const drawn = [...usesOf(store.document, data.bindings)].filter(([, uses]) => uses.some(({ where }) => where === "text"));
    return Object.fromEntries(drawn.filter(([key]) => !known.has(key)).map(([key]) => [key, `{${key}}`]));
  };
  let shown = "";
  stage.tools.values = { ...given, ...unknown() };
  store.addEventListener("change", () => {
    const values = { ...unknown(), ...samplesOf(store.document.fields) };
    if (JSON.stringify(values) === shown) return;
    shown = JSON.stringify(values);
    stage.tools.values = { ...stage.tools.values, ...values };
    editor.redraw();
  });
}
