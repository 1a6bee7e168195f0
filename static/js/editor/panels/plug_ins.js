/**
 * Types of elements that have no templates of their own: their place among the things to add, their icon among the
 * layers and their properties are made from what their module says (`editor`, static/js/layout/types/index.js).
 *
 * @typedef {object} Control one property in the panel
 * @property {string} prop name in the element
 * @property {"mm"|"pt"|"number"|"count"|"share"|"text"|"colour"|"paint"|"choice"|"switch"|"field"} kind a count is whole; a share is
 *   shown in percent; a paint may be a gradient, or none; a field is one of the design, named by its key; fields complete themselves in
 *   a text that may name them (`texts` of the type, templates_app/document/element_types/)
 * @property {string} label
 * @property {string | number | boolean} [default] what stands where the element says nothing
 * @property {Record<string, string>} [options] of a choice: value → words
 * @property {string[]} [types] of a field: those that will do
 * @property {string} [none] of a field: what it is called that there is none
 * @property {number} [least] with `most`, of a number or count
 * @property {number} [most]
 * @property {string} [unless] hidden where this other property is set
 */

import { TYPES } from "../../layout/types/index.js";
import { node } from "../desk/svg.js";
import { fieldsOf } from "../fields/book.js";

const PAINTS = { colour: "solid", paint: "none solid linear radial" };
const DRAWN = { class: "icon", viewBox: "0 0 24 24", width: 16, height: 16, fill: "none", stroke: "currentColor", "stroke-width": 1.75, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" };

/** @param {import("../main.js").Editor} editor */
export function connectPlugIns({ find, store, data }) {
  const types = TYPES.filter((type) => type.editor);
  find("kinds").append(...types.map(kindOf));
  find("layer").content.querySelector("[data-title]").before(...types.map(layerIcon));
  const panels = types.map((type) => new Panel(type, store, data));
  const form = find("properties");
  form.prepend(...panels.map(({ fieldset }) => fieldset));
  for (const part of form.querySelectorAll("[data-for-boxed]")) part.dataset.for = [part.dataset.for, ...types.map(({ name }) => name)].join(" ");
  const refresh = () => panels.forEach((panel) => panel.refresh());
  for (const event of ["change", "select"]) store.addEventListener(event, refresh);
  refresh();
}

function made(name, { dataset = {}, ...properties }, ...children) {
  const part = Object.assign(document.createElement(name), properties);
  Object.assign(part.dataset, dataset);
  part.append(...children);
  return part;
}

const iconOf = ({ editor }) => node("svg", DRAWN, ...editor.icon.map((d) => node("path", { d })));

// As templates/designs/editor/well.html: a button that shows a paint and opens the popover for it.
function well() {
  const chip = made("span", { className: "paint-chip", dataset: { paintChip: "" } });
  return made("button", { className: "paint-well", type: "button", ariaHasPopup: "dialog", ariaExpanded: "false" }, chip, made("span", { dataset: { paintName: "" } }));
}

const kindOf = (type) =>
  made("li", {}, made("button", { className: "editor-kind", type: "button", dataset: { add: type.name } }, iconOf(type), type.label));

const layerIcon = (type) => made("span", { hidden: true, dataset: { kindIcon: type.name } }, iconOf(type));

class Panel {
  #fields = new Map();
  #conditional = [];

  /** @param {import("../../layout/types/index.js").ElementType} type @param {import("../store.js").Store} store @param {object} data */
  constructor(type, store, { fields: registry, bindings }) {
    Object.assign(this, { store, registry, texts: bindings[type.name]?.texts ?? [] });
    const controls = made("div", { className: "editor-pair" }, ...type.editor.panel.map((control) => this.#row(type.name, control)));
    this.fieldset = made("fieldset", { hidden: true, dataset: { for: type.name } }, made("legend", { textContent: type.label }), controls);
  }

  /** The document has other fields, or other elements are selected. */
  refresh() {
    const known = fieldsOf(this.store.document, this.registry);
    for (const [select, { types, none = "None" }] of this.#fields) {
      const fitting = known.filter(({ type }) => types.includes(type));
      const options = [new Option(none, ""), ...fitting.map(({ key, label }) => new Option(label, key))];
      const { value } = select;
      select.replaceChildren(...options);
      select.value = value;
    }
    for (const [row, unless] of this.#conditional) row.hidden = this.store.selected.some((element) => element[unless]);
  }

  #row(type, control) {
    const id = `p-${type}-${control.prop}`;
    const input = this.#control(control);
    const { prop, kind, label, default: fallback, least, most } = control;
    const called = label.toLowerCase();
    const facts = PAINTS[kind]
      ? { paint: prop, paintKinds: PAINTS[kind], paintDefault: fallback, label: called }
      : { prop, kind: kind === "choice" ? "text" : kind, label: called, default: fallback, least, most };
    for (const [key, value] of Object.entries(facts)) if (value !== undefined) input.dataset[key] = value;
    const name = made("label", { id: `${id}-label`, htmlFor: id, textContent: label });
    const row = made("div", { className: "field" }, name, ...this.#dressed(control, Object.assign(input, { id })));
    if (PAINTS[kind]) input.setAttribute("aria-labelledby", `${id}-label ${id}`);
    if (control.unless) this.#conditional.push([row, control.unless]);
    return row;
  }

  // What panels/typing.js asks for around a text that may name fields.
  #dressed({ kind, prop }, input) {
    if (kind !== "text" || !this.texts.includes(prop)) return [input];
    const faults = made("ul", { className: "editor-faults", id: `${input.id}-faults`, ariaLive: "polite" });
    input.setAttribute("aria-describedby", faults.id);
    const mirror = made("div", { className: "textarea editor-typing-mirror", ariaHidden: "true" });
    return [made("div", { className: "editor-typing editor-typing-line", dataset: { typing: "text" } }, mirror, input), faults];
  }

  #control({ kind, options = {}, ...control }) {
    if (kind === "choice") return made("select", { className: "select" }, ...Object.entries(options).map(([value, words]) => new Option(words, value)));
    if (kind === "field") {
      const select = made("select", { className: "select" });
      this.#fields.set(select, control);
      return select;
    }
    if (PAINTS[kind]) return well();
    if (kind === "switch") return made("input", { type: "checkbox" });
    if (kind === "text" && this.texts.includes(control.prop)) return made("textarea", { className: "textarea", rows: 1, dir: "auto", autocomplete: "off" });
    if (kind === "text") return made("input", { className: "input", type: "text" });
    return made("input", { className: "input figures", type: "text", inputMode: "decimal", autocomplete: "off" });
  }
}
