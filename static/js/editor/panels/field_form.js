/** One field in a dialog: its name, key, type, sample and rules, what uses it; checked while it is typed. */

import { elementAt } from "../document/commands.js";
import { fieldsOf, keyFrom, NAME } from "../fields/book.js";
import { declarationFrom, faultsOfField, putField, removeField, RULES } from "../fields/declaring.js";
import { usesOf } from "../fields/uses.js";
import { Formula } from "./formula.js";
import { titleOf } from "./layers.js";

const LIMITS = { number: ["Least", "Most"], date: ["Earliest", "Latest"] };

class FieldForm {
  #before = null; // the key under which the field is declared; null: a new one
  #field = {};
  #touched = new Set();

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.dialog = editor.find("field-form");
    this.form = this.dialog.querySelector("form");
    this.origin = this.form.querySelector("[data-origin]");
    this.formula = new Formula(this.form.querySelector("[data-computed]"), editor);
    this.form.addEventListener("input", (event) => this.#typed(event.target));
    this.form.addEventListener("focusout", (event) => this.#touch(event.target.name));
    this.form.addEventListener("submit", (event) => this.#save(event));
    this.dialog.querySelector("[data-delete]").addEventListener("click", () => this.#delete());
    this.dialog.querySelector("[data-use-list]").addEventListener("click", (event) => this.#goTo(event.target.closest("button")?.dataset));
  }

  get #controls() {
    return this.form.elements;
  }

  get #declaration() {
    const written = Object.fromEntries([...this.#controls].filter(({ name }) => name).map((control) => [control.name, control.type === "checkbox" ? control.checked : control.value]));
    if (this.origin.value === "list") written.formula = "";
    return declarationFrom(written, this.#field);
  }

  /** @param {string | null} key of a field of the design; null for a new one */
  open(key) {
    const { document: design } = this.editor.store;
    this.#before = key;
    this.#field = design.fields?.find((field) => field.key === key) ?? {};
    this.#touched = new Set();
    const known = fieldsOf(design, this.editor.data.fields).find((field) => field.key === key);
    this.#fill({ type: "text", ...known });
    this.dialog.querySelector("[data-title]").textContent = known ? known.label : "New field";
    this.#showUses();
    this.#check();
    this.dialog.showModal();
    this.#controls.label.select();
  }

  #fill(field) {
    for (const control of this.#controls) {
      if (!control.name) continue;
      const value = field[control.name];
      if (control.type === "checkbox") control.checked = Boolean(value);
      else control.value = Array.isArray(value) ? value.join("\n") : (value ?? "");
    }
    const isName = field.key === NAME;
    this.#controls.required.checked ||= isName;
    for (const name of ["key", "type", "required"]) this.#controls[name].disabled = isName;
    this.origin.value = field.formula ? "formula" : "list";
    this.origin.disabled = isName;
  }

  // A new field's key follows its name until somebody writes one.
  #typed({ name }) {
    if (name === "label" && this.#before === null && !this.#touched.has("key")) {
      const { store, data } = this.editor;
      this.#controls.key.value = keyFrom(this.#controls.label.value, fieldsOf(store.document, data.fields).map(({ key }) => key));
    }
    if (name === "key") this.#touched.add("key");
    this.#check();
  }

  #touch(name) {
    if (!name || (name === "key" && !this.#controls.key.value)) return;
    if (name !== "key") this.#touched.add(name);
    this.#check();
  }

  // What is wrong is told once somebody has been there, or wants to save.
  #check({ all = false } = {}) {
    const field = this.#declaration;
    const faults = faultsOfField(field, this.editor.store.document, this.#before);
    const isComputed = this.origin.value === "formula";
    if (isComputed && !field.formula) faults.formula = "Write what it is computed from.";
    const rules = isComputed ? [] : RULES[field.type];
    for (const part of this.form.querySelectorAll("[data-supplied]")) part.hidden = isComputed;
    this.form.querySelector("[data-computed]").hidden = !isComputed;
    for (const part of this.form.querySelectorAll("[data-rule]")) part.hidden = !rules.includes(part.dataset.rule);
    this.form.querySelector("[data-rules]").hidden = rules.every((name) => name === "options");
    (LIMITS[field.type] ?? []).forEach((word, at) => (this.form.querySelector(`label[for=field-${["min", "max"][at]}]`).textContent = word));
    this.form.querySelector("[data-key-hint]").textContent = this.#keyHint(field.key);
    for (const place of this.form.querySelectorAll("[data-fault]")) {
      const { fault } = place.dataset;
      // What is wrong inside of a formula is told where it is typed.
      const isTold = fault === "formula" ? all && !field.formula : all || this.#before !== null || this.#touched.has(fault);
      place.textContent = isTold ? (faults[fault] ?? "") : "";
      this.#controls[fault].setAttribute("aria-invalid", String(Boolean(place.textContent)));
    }
    if (isComputed) this.formula.show(field, this.#before);
    return { field, faults };
  }

  #keyHint(key) {
    if (this.#before === null || this.#before === key) return `Texts name it {${key || "key"}}.`;
    return `Texts name it {${key}} from now on: all places that name {${this.#before}} are changed too.`;
  }

  #save(event) {
    event.preventDefault();
    const { store } = this.editor;
    const { field, faults } = this.#check({ all: true });
    const [first] = Object.keys(faults);
    if (first) return this.#controls[first].focus();
    store.keep(this.#before === null ? `Add the field ${field.label}` : `Change the field ${field.label}`, putField(store.document, field, this.#before, this.editor.data.bindings));
    this.dialog.close();
  }

  #showUses() {
    const { store, data } = this.editor;
    const uses = usesOf(store.document, data.bindings).get(this.#before) ?? [];
    const find = (name) => this.dialog.querySelector(`[data-${name}]`);
    find("uses").hidden = uses.length === 0;
    find("use-list").replaceChildren(...uses.map((use) => this.#useRow(use)));
    const isDeclared = store.document.fields?.some(({ key }) => key === this.#before) ?? false;
    find("delete").hidden = !isDeclared || this.#before === NAME;
    find("replace").hidden = true;
    find("delete-label").textContent = "Delete";
    const others = fieldsOf(store.document, data.fields).filter(({ key, isDeclared: isHere }) => isHere && key !== this.#before);
    find("instead").replaceChildren(...others.map(({ key, label }) => new Option(label, key)));
  }

  #useRow({ where, element: id, page, field }) {
    const row = document.createElement("li");
    const { store } = this.editor;
    if (field) {
      row.textContent = `The formula of ${store.document.fields.find(({ key }) => key === field).label}`;
      return row;
    }
    const button = Object.assign(document.createElement("button"), { type: "button", className: "editor-mend" });
    button.textContent = titleOf(elementAt(store.document, id).element);
    Object.assign(button.dataset, { element: id, page });
    row.append(button, ` ${where}${store.document.pages.length > 1 ? `, page ${page + 1}` : ""}`);
    return row;
  }

  #goTo({ element, page } = {}) {
    if (!element) return;
    const { store } = this.editor;
    this.dialog.close();
    if (Number(page) !== store.pageIndex) store.showPage(Number(page));
    store.select([element]);
  }

  // What is used is replaced first: a text must not name a field that is gone.
  #delete() {
    const { store, data } = this.editor;
    const isUsed = usesOf(store.document, data.bindings).has(this.#before);
    const [place, select] = ["replace", "instead"].map((name) => this.dialog.querySelector(`[data-${name}]`));
    if (isUsed && place.hidden) {
      place.hidden = false;
      this.dialog.querySelector("[data-delete-label]").textContent = "Replace and delete";
      return select.focus();
    }
    const chosen = select.value;
    const instead = isUsed ? fieldsOf(store.document, data.fields).find(({ key }) => key === chosen) : undefined;
    store.keep(`Delete the field ${this.#field.label}`, removeField(store.document, this.#before, data.bindings, instead));
    this.dialog.close();
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectFieldForm(editor) {
  const form = new FieldForm(editor);
  editor.actions.newField = () => form.open(null);
  editor.actions.editField = (key) => form.open(key);
}
