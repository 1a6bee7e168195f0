/** A condition by three controls, field, comparison and value: they write the expression beside them, and follow it where it is as simple. */

import { FOR_CODES } from "../fields/book.js";
import { comparisonsOf, simpleOf, takesValue, written } from "../fields/simple_conditions.js";

const OTHER = "other"; // the expression says more than the controls can
const MIXED = "mixed";
const WANTED = { number: "Write a number, such as 90.", date: "Choose a day.", choice: "Choose one of the options." };

export class SimpleCondition {
  #selection = "";
  #shown = ""; // selection and expression that the controls were filled for
  #known = [];

  /**
   * @param {HTMLElement} part with the three controls, a list of the options and a line for what is missing
   * @param {object} host
   * @param {() => import("../fields/book.js").Field[]} host.fields that may be named
   * @param {(text: string) => void} host.write a whole condition, "" for none
   */
  constructor(part, host) {
    Object.assign(this, host, { fields: () => host.fields().filter(({ key, type }) => type !== "image" && key !== FOR_CODES) });
    const named = (name) => part.querySelector(`[data-simple=${name}]`);
    [this.field, this.comparison, this.value, this.options] = ["field", "comparison", "value", "options"].map(named);
    this.missing = named("missing");
    this.field.addEventListener("change", () => this.#choose());
    for (const control of [this.comparison, this.value]) control.addEventListener("input", () => this.#changed());
  }

  /** @param {string} selection @param {string | null} text the condition as it is typed; null when there are several */
  show(selection, text) {
    const fields = this.fields();
    if (fields.some(({ key, label }, at) => this.#known[at] !== `${key} ${label}`) || fields.length !== this.#known.length) this.#offer(fields);
    const shown = `${selection} ${text}`;
    this.#selection = selection;
    if (shown === this.#shown) return; // in the middle of a choice, too
    this.#shown = shown;
    const simple = text ? simpleOf(text, fields) : null;
    this.#fill(simple ?? { key: text === null ? MIXED : text.trim() ? OTHER : "", comparison: "", value: "" });
  }

  get #type() {
    return this.fields().find(({ key }) => key === this.field.value);
  }

  #offer(fields) {
    const { value } = this.field;
    this.#known = fields.map(({ key, label }) => `${key} ${label}`);
    const hidden = [[OTHER, "As the expression says"], [MIXED, "Mixed"]].map(([key, words]) => Object.assign(new Option(words, key), { hidden: true }));
    this.field.replaceChildren(new Option("Always", ""), ...fields.map(({ key, label }) => new Option(label, key)), ...hidden);
    this.field.value = value;
  }

  #fill({ key, comparison, value }) {
    this.field.value = key;
    const field = this.#type;
    const words = field ? comparisonsOf(field.type) : {};
    this.comparison.replaceChildren(...Object.entries(words).map(([name, said]) => new Option(said, name)));
    this.comparison.value = comparison || (Object.keys(words)[0] ?? "");
    this.comparison.hidden = !field;
    this.options.replaceChildren(...(field?.options ?? []).map((option) => new Option(option, option)));
    this.value.type = field?.type === "date" ? "date" : "text";
    this.value.inputMode = field?.type === "number" ? "decimal" : "text";
    this.value.placeholder = field?.type === "number" && field.sample ? `such as ${field.sample}` : "";
    this.value.value = value;
    this.#see();
    this.#tell("");
  }

  #see() {
    this.value.hidden = this.comparison.hidden || !takesValue(this.comparison.value);
  }

  #tell(missing) {
    this.missing.textContent = missing;
    this.value.setAttribute("aria-invalid", String(Boolean(missing && this.value.value.trim())));
  }

  #choose() {
    this.#fill({ key: this.field.value, comparison: "", value: this.#type?.options?.[0] ?? "" });
    this.#changed();
  }

  // What is not whole yet stays in the controls, and the condition as it was.
  #changed() {
    this.#see();
    const field = this.#type;
    const text = field ? written({ key: field.key, comparison: this.comparison.value, value: this.value.value }, field.type) : "";
    this.#tell(text === null ? `${WANTED[field.type] ?? "Write a value."} Until then the condition stays as it was.` : "");
    if (text === null) return;
    this.#shown = `${this.#selection} ${text}`; // what is typed stays as it is typed: 90.0 is about to become 90.05
    this.write(text);
  }
}
