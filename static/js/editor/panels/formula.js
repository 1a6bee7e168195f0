/** The formula of a field while it is typed: names complete themselves, a fault is marked at its place, the result is shown. */

import { evaluateExpression } from "../../expressions/index.js";
import { Mirror } from "../desk/mirror.js";
import { fieldsOf } from "../fields/book.js";
import { formulaFault } from "../fields/declaring.js";
import { nameAt, namesFor } from "../fields/naming.js";

export class Formula {
  /**
   * @param {HTMLElement} part of the form: an `.editor-typing` and a [data-result]
   * @param {import("../main.js").Editor} editor
   */
  constructor(part, editor) {
    this.area = part.querySelector("textarea");
    this.mirror = new Mirror(part.querySelector(".editor-typing-mirror"), this.area);
    this.result = part.querySelector("[data-result]");
    this.editor = editor;
    this.area.addEventListener("input", () => this.#offer());
    this.area.addEventListener("keydown", (event) => editor.completion.area === this.area && editor.completion.key(event));
    this.area.addEventListener("blur", () => document.hasFocus() && editor.completion.close());
  }

  /** @param {object} field the declaration as it is written @param {string | null} before the key that it had */
  show(field, before) {
    const { store, stage } = this.editor;
    const fault = formulaFault(field, store.document, before);
    this.mirror.show(fault ? [fault] : []);
    const fields = store.document.fields ?? [];
    const isRight = field.formula && !fault;
    const { value, error } = isRight ? evaluateExpression(field.formula, fields, { sequence: "1", ...stage.valuesOf(store.document) }) : {};
    this.result.textContent = error ? `With the samples: ${error.message}.` : isRight ? `With the samples: ${value || "empty"}` : "";
  }

  #offer() {
    const { completion, store, data } = this.editor;
    const { value, selectionStart } = this.area;
    const named = nameAt(value, selectionStart);
    if (!named) return completion.close();
    const fields = fieldsOf(store.document, data.fields).filter(({ isDeclared }) => isDeclared);
    const offers = namesFor(named.query, fields).filter(({ text }) => text !== named.query);
    this.mirror.show();
    completion.open(this.area, this.mirror.rectAt(named.start), offers, ({ text }) => {
      this.area.focus();
      this.area.setSelectionRange(named.start, named.end);
      document.execCommand("insertText", false, text); // as if it were typed: it can be undone
    });
  }
}
