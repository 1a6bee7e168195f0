/** What may name fields while it is typed (texts, codes, links): “{” opens a list of them, then of formats; what is wrong is marked, with what mends it. */

import { Mirror } from "../desk/mirror.js";
import { declare, fieldsOf } from "../fields/book.js";
import { faultsOf } from "../fields/checking.js";
import { formatsOf, typedAt } from "../fields/completing.js";
import { fieldOffers } from "../fields/offering.js";

export class Typing {
  /**
   * @param {HTMLElement} holder an `.editor-typing` with a mirror and a text area in it
   * @param {object} host
   * @param {import("../main.js").Editor} host.editor
   * @param {HTMLElement} host.faults where what is wrong is listed
   * @param {() => string} host.language of the text, BCP 47
   * @param {(field: object) => void} host.declare called before the text names a field that is new to the design
   * @param {import("../fields/offering.js").Use} [host.use]
   * @param {typeof faultsOf} [host.faultsOf] what is wrong with a text
   */
  constructor(holder, { use = "text", faultsOf: finds = faultsOf, ...host }) {
    this.area = holder.querySelector("textarea");
    this.mirror = new Mirror(holder.querySelector(".editor-typing-mirror"), this.area);
    Object.assign(this, host, { use, faultsOf: finds, isOneLine: holder.matches(".editor-typing-line") });
    this.area.setAttribute("aria-autocomplete", "list");
    this.area.addEventListener("input", () => this.#typed());
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.area.addEventListener("blur", () => document.hasFocus() && this.#close());
    this.area.addEventListener("pointerdown", () => this.#close());
    this.faults.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get fields() {
    return fieldsOf(this.editor.store.shown, this.editor.data.fields);
  }

  /** Mark what is wrong, beside what is being chosen just now. */
  check() {
    const isChoosing = this.editor.completion.area === this.area;
    const chosen = isChoosing ? typedAt(this.area.value, this.area.selectionStart) : null;
    this.#mark(this.faultsOf(this.area.value, this.fields).filter(({ start }) => start !== chosen?.start));
  }

  /** Mark nothing: the same text is being typed elsewhere. */
  rest() {
    this.#mark([]);
  }

  #mark(faults) {
    this.mirror.show(faults);
    this.faults.replaceChildren(...faults.map((fault) => this.#row(fault)));
    if (faults.length) this.area.setAttribute("aria-invalid", "true");
    else this.area.removeAttribute("aria-invalid");
  }

  #close() {
    this.editor.completion.close();
    this.check();
  }

  // One line in meaning, however many it takes; what is pasted keeps its lines, as a card of contact in a code has them.
  #key(event) {
    const { completion } = this.editor;
    if (completion.area === this.area && completion.key(event)) this.check();
    else if (event.key === "Enter" && !event.isComposing && this.isOneLine) event.preventDefault();
  }

  #typed() {
    this.mirror.show();
    this.#offer();
    this.check();
  }

  #offer() {
    const { completion } = this.editor;
    const { value, selectionStart, selectionEnd } = this.area;
    const typed = selectionStart === selectionEnd ? typedAt(value, selectionStart) : null;
    if (!typed) return completion.close();
    const offers = typed.stage === "field" ? fieldOffers(typed, this.fields, this.use) : this.#formatOffers(typed);
    completion.open(this.area, this.mirror.rectAt(typed.start), offers, (offer) => this.#take(offer, typed));
  }

  #formatOffers({ key, query }) {
    const field = this.fields.find((each) => each.key === key);
    return field ? formatsOf(field, this.language(), query).map(formatOffer) : [];
  }

  #take({ field, text }, { start, end }) {
    if (field && !field.isDeclared) this.declare(field);
    const written = text ?? `{${field.key}}`;
    this.#write(written, start, end);
    if (text) return;
    const formats = formatsOf(field, this.language());
    const asIs = { label: field.sample || field.label, key: "as it is", text: written };
    const offers = formats.map(formatOffer);
    // Nobody reads a date as it is stored.
    const ordered = field.type === "date" ? [...offers, asIs] : [asIs, ...offers];
    const place = { start, end: start + written.length };
    this.editor.completion.open(this.area, this.mirror.rectAt(start), formats.length ? ordered : [], (offer) => offer.text !== written && this.#take(offer, place));
  }

  // As if it were typed: the text area can undo it, and whoever listens to it hears.
  #write(text, start, end) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    document.execCommand("insertText", false, text);
  }

  #row({ start, end, message, mend }) {
    const row = this.editor.find("typing-fault").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-message]").textContent = message;
    const button = row.querySelector("button");
    if (mend) {
      button.textContent = mend.label;
      button.addEventListener("click", () => this.#write(mend.text, start, end));
    } else {
      button.remove();
    }
    return row;
  }
}

const formatOffer = ({ text, format, example }) => ({ label: example, key: format, text });

/** Controls of the panel of properties: each with `data-typing`, which says how it is used, in a row with a list for what is wrong. */
class TypedProperty {
  #seen = [];

  /** @param {HTMLElement} holder @param {import("../main.js").Editor} editor */
  constructor(holder, editor) {
    const { find, store } = editor;
    Object.assign(this, { holder, store, sheet: find("sheet") });
    this.typing = new Typing(holder, {
      editor,
      faults: holder.parentElement.querySelector(".editor-faults"),
      use: holder.dataset.typing || "text",
      language: () => store.selected[0]?.language ?? store.document.language ?? "en",
      declare: (field) => store.keep(`Add the field ${field.label}`, declare(store.document, field), { merge: `${this.typing.area.dataset.prop} ${store.selection}` }),
    });
    for (const name of ["select", "draw"]) store.addEventListener(name, () => this.#show());
  }

  // In the middle of a drag it is the same at each frame.
  #show() {
    const isHidden = this.holder.closest("fieldset").hidden;
    const state = [this.typing.area.value, this.store.shown.fields, this.sheet.dataset.writing, isHidden];
    if (state.every((fact, at) => fact === this.#seen[at])) return;
    this.#seen = state;
    if (this.sheet.dataset.writing) this.typing.rest();
    else if (!isHidden) this.typing.check();
  }
}

/** What names fields in the panel of properties. @param {import("../main.js").Editor} editor */
export function connectTyping(editor) {
  for (const holder of editor.find("properties").querySelectorAll("[data-typing]")) new TypedProperty(holder, editor);
}
