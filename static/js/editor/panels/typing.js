/** A text with fields while it is typed: “{” opens a list of fields, then of formats; what is wrong is marked, with what mends it. */

import { Mirror } from "../desk/mirror.js";
import { declare, fieldsOf, FOR_CODES, keyFrom } from "../fields/book.js";
import { faultsOf } from "../fields/checking.js";
import { formatsOf, matching, typedAt } from "../fields/completing.js";
import { isKey } from "../fields/grammar.js";

const NEW_LENGTH = 2; // a letter alone is no name of a field yet

export class Typing {
  /**
   * @param {HTMLElement} holder an `.editor-typing` with a mirror and a text area in it
   * @param {object} host
   * @param {import("../main.js").Editor} host.editor
   * @param {HTMLElement} host.faults where what is wrong is listed
   * @param {() => string} host.language of the text, BCP 47
   * @param {(field: object) => void} host.declare called before the text names a field that is new to the design
   */
  constructor(holder, host) {
    this.area = holder.querySelector("textarea");
    this.mirror = new Mirror(holder.querySelector(".editor-typing-mirror"), this.area);
    Object.assign(this, host);
    this.area.setAttribute("aria-autocomplete", "list");
    this.area.addEventListener("input", () => this.#typed());
    this.area.addEventListener("keydown", (event) => {
      if (this.editor.completion.area === this.area && this.editor.completion.key(event)) this.check();
    });
    this.area.addEventListener("blur", () => document.hasFocus() && this.#close());
    this.area.addEventListener("pointerdown", () => this.#close());
    this.faults.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get #fields() {
    return fieldsOf(this.editor.store.shown, this.editor.data.fields);
  }

  /** Mark what is wrong, beside what is being chosen just now. */
  check() {
    const isChoosing = this.editor.completion.area === this.area;
    const chosen = isChoosing ? typedAt(this.area.value, this.area.selectionStart) : null;
    this.#mark(faultsOf(this.area.value, this.#fields).filter(({ start }) => start !== chosen?.start));
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
    const offers = typed.stage === "field" ? this.#fieldOffers(typed.query) : this.#formatOffers(typed);
    completion.open(this.area, this.mirror.rectAt(typed.start), offers, (offer) => this.#take(offer, typed));
  }

  #fieldOffers(query) {
    const fields = this.#fields;
    const read = fields.filter(({ key }) => key !== FOR_CODES);
    const offers = matching(query, read).map((field) => ({ label: field.label, key: field.key, sample: field.sample, field }));
    const label = query.trim();
    const isKnown = fields.some((field) => [field.key, field.label.toLowerCase()].includes(label.toLowerCase()));
    if (label.length < NEW_LENGTH || isKnown) return offers;
    const key = keyFrom(label, fields.map((field) => field.key));
    const field = { key, label: isKey(label) ? sentence(label) : label, type: "text", sample: "", isSystem: false, isDeclared: false };
    return [...offers, { label: `Add the field “${field.label}”`, key, field }];
  }

  #formatOffers({ key, query }) {
    const field = this.#fields.find((each) => each.key === key);
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

// "course.level" → "Course level"
function sentence(key) {
  const words = key.replace(/[._]+/g, " ");
  return words[0].toUpperCase() + words.slice(1);
}

/** The words in the panel of properties. @param {import("../main.js").Editor} editor */
export function connectTyping(editor) {
  const { find, store } = editor;
  const holder = find("properties").querySelector("[data-typing]");
  const typing = new Typing(holder, {
    editor,
    faults: find("text-faults"),
    language: () => store.selected[0]?.language ?? store.document.language ?? "en",
    declare: (field) => store.keep(`Add the field ${field.label}`, declare(store.document, field), { merge: `text ${store.selection}` }),
  });
  let seen = [];
  const show = () => {
    const state = [typing.area.value, store.shown.fields, find("sheet").dataset.writing, holder.closest("fieldset").hidden];
    if (state.every((fact, at) => fact === seen[at])) return; // in the middle of a drag it is the same at each frame
    seen = state;
    if (find("sheet").dataset.writing) typing.rest();
    else if (!holder.closest("fieldset").hidden) typing.check();
  };
  store.addEventListener("select", show);
  store.addEventListener("draw", show);
}
