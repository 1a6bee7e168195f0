/** When what is selected is drawn: its condition as it is chosen or typed, what it gives with the samples, and a look at both sides. */

import { checkExpression, evaluateExpression } from "../../expressions/index.js";
import { updateElements } from "../document/commands.js";
import { mayChange } from "../document/locks.js";
import { declare, fieldsOf } from "../fields/book.js";
import { expressible } from "../fields/expressing.js";
import { ExpressionTyping } from "./expression.js";
import { SimpleCondition } from "./simple_condition.js";

class Condition {
  /** What was typed and is not right yet, by the selection: it is there again when one comes back. */
  #unfinished = new Map();
  #shown = "";

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.form = editor.find("condition");
    this.result = editor.find("condition-result");
    this.sides = editor.find("condition-sides");
    this.typing = new ExpressionTyping(this.form.querySelector("[data-expression]"), {
      editor,
      faults: editor.find("condition-fault"),
      fields: () => this.#fields,
      check: (text) => checkExpression(text, this.#fields, "boolean").error,
      typed: (text, isRight) => this.#typed(text, isRight),
    });
    this.simple = new SimpleCondition(this.form.querySelector("[data-simple-condition]"), {
      fields: () => this.#fields,
      write: (text) => {
        this.typing.show(text);
        this.#typed(text, true);
      },
    });
    this.sides.addEventListener("change", ({ target }) => target.type === "radio" && this.#look(target.value));
    for (const name of ["select", "draw"]) editor.store.addEventListener(name, () => this.#show());
    editor.preferences.addEventListener("change", () => this.#draw());
    this.#draw();
  }

  get #fields() {
    return expressible(fieldsOf(this.editor.store.shown, this.editor.data.fields));
  }

  get #key() {
    return this.editor.store.selection.join(" ");
  }

  #show() {
    const { selected } = this.editor.store;
    if (this.#shown !== this.#key) this.#look("sample");
    const isTyping = this.#shown === this.#key && document.activeElement === this.typing.area;
    this.#shown = this.#key;
    const conditions = new Set(selected.map(({ when }) => when ?? ""));
    const isMixed = conditions.size > 1;
    const [when = ""] = conditions;
    const text = this.#unfinished.get(this.#key) ?? (isMixed ? null : when);
    if (!isTyping) this.typing.show(text ?? "");
    this.simple.show(this.#key, isTyping ? this.typing.area.value : text);
    this.typing.area.placeholder = isMixed ? "Mixed" : "always";
    this.sides.hidden = isMixed || !when;
    this.result.textContent = this.sides.hidden ? "" : this.#resultOf(when);
  }

  #resultOf(when) {
    const { store, stage } = this.editor;
    const { value, error } = evaluateExpression(when, store.shown.fields, stage.valuesOf(store.shown));
    if (error) return `It cannot be decided with the samples: ${error.message}.`;
    return value === "true" ? "With the samples it is shown." : "With the samples it is not shown.";
  }

  #typed(text, isRight) {
    const { store, data } = this.editor;
    if (!isRight && text.trim()) {
      this.#unfinished.set(this.#key, text);
      this.simple.show(this.#key, text);
      return;
    }
    this.#unfinished.delete(this.#key);
    const when = text.trim() || undefined;
    const changes = store.selected.filter(mayChange).map(({ id }) => [id, { when }]);
    const edited = updateElements(store.document, Object.fromEntries(changes));
    const named = when ? checkExpression(when, this.#fields).names : [];
    const declared = data.fields.filter(({ key }) => named.includes(key)).reduce(declare, edited);
    this.#look("sample");
    store.keep("Change the condition", declared, { merge: `when ${store.selection}` });
  }

  // Show the page as if the condition were true or false, whatever the samples say.
  #look(side) {
    const { store, stage } = this.editor;
    for (const radio of this.sides.querySelectorAll("[type=radio]")) radio.checked = radio.value === side;
    const forced = side === "sample" ? null : { when: store.selected[0]?.when, is: side === "true" };
    if (!forced && !stage.tools.forced) return;
    stage.tools.forced = forced;
    this.editor.redraw();
  }

  // What conditions leave out is drawn faintly or not at all.
  #draw() {
    const { stage, preferences } = this.editor;
    const unmet = preferences.get("faint") ? "faint" : "hide";
    if (stage.tools.unmet === unmet) return;
    const isOpen = stage.tools.unmet !== undefined;
    stage.tools.unmet = unmet;
    if (isOpen) this.editor.redraw();
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectCondition(editor) {
  new Condition(editor);
}
