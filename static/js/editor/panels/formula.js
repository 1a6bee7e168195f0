/** The formula of a field in its form: typed as every expression is, with its result for the samples. */

import { checkFormula, evaluateExpression } from "../../expressions/index.js";
import { fieldsOf } from "../fields/book.js";
import { ExpressionTyping } from "./expression.js";

export class Formula {
  #field = { key: "", type: "text" };
  #others = [];

  /**
   * @param {HTMLElement} part of the form: an `.editor-typing`, a [data-expression-faults] and a [data-result]
   * @param {import("../main.js").Editor} editor
   */
  constructor(part, editor) {
    this.editor = editor;
    this.result = part.querySelector("[data-result]");
    this.typing = new ExpressionTyping(part.querySelector(".editor-typing"), {
      editor,
      faults: part.querySelector("[data-expression-faults]"),
      fields: () => fieldsOf(editor.store.document, editor.data.fields).filter(({ isDeclared }) => isDeclared),
      check: (formula) => checkFormula({ ...this.#field, formula }, this.#others).error,
      typed: () => {}, // the form hears it too
    });
  }

  /** @param {object} field the declaration as it is written @param {string | null} before the key that it had */
  show(field, before) {
    const { store, stage } = this.editor;
    const fields = store.document.fields ?? [];
    this.#field = field;
    this.#others = fields.filter(({ key }) => key !== before);
    this.typing.show(this.typing.area.value);
    const isRight = field.formula && !checkFormula(field, this.#others).error;
    const { value, error } = isRight ? evaluateExpression(field.formula, fields, { sequence: "1", ...stage.valuesOf(store.document) }) : {};
    this.result.textContent = error ? `With the samples: ${error.message}.` : isRight ? `With the samples: ${value || "empty"}` : "";
  }
}
