/** An expression while it is typed: names and functions are completed; what is wrong is marked at its place and told. */

import { Mirror } from "../desk/mirror.js";
import { offersAt, placeOf } from "../fields/expressing.js";

export class ExpressionTyping {
  /**
   * @param {HTMLElement} holder an `.editor-typing` with a mirror and a text area in it
   * @param {object} host
   * @param {import("../main.js").Editor} host.editor
   * @param {HTMLElement} host.faults where what is wrong is told
   * @param {() => import("../fields/book.js").Field[]} host.fields that may be named
   * @param {(text: string) => {index: number, message: string, meant?: string} | undefined} host.check what is wrong with a text
   * @param {(text: string, isRight: boolean) => void} host.typed
   */
  constructor(holder, host) {
    this.area = holder.querySelector("textarea");
    this.mirror = new Mirror(holder.querySelector(".editor-typing-mirror"), this.area);
    Object.assign(this, host);
    this.area.setAttribute("aria-autocomplete", "list");
    this.area.addEventListener("input", () => this.#typed());
    this.area.addEventListener("keydown", (event) => this.#key(event));
    for (const name of ["blur", "pointerdown"]) this.area.addEventListener(name, () => this.editor.completion.close());
  }

  /** Write a text and mark what is wrong with it. @param {string} text */
  show(text) {
    if (this.area.value !== text) this.area.value = text;
    this.#mark();
  }

  // Marks what is wrong and says whether anything is.
  #mark() {
    const { value } = this.area;
    const fault = value.trim() ? this.check(value) : undefined;
    this.mirror.show(fault ? [placeOf(value, fault.index)] : []);
    this.faults.replaceChildren(...(fault ? [this.#row(fault)] : []));
    if (fault) this.area.setAttribute("aria-invalid", "true");
    else this.area.removeAttribute("aria-invalid");
    return !fault;
  }

  #row({ index, message, meant }) {
    const row = this.editor.find("typing-fault").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-message]").textContent = sentence(message);
    const button = row.querySelector("button");
    if (!meant) {
      button.remove();
      return row;
    }
    const { start, end } = placeOf(this.area.value, index);
    button.textContent = `Write ${meant}`;
    button.addEventListener("click", () => this.#write(meant, start, end));
    return row;
  }

  #typed() {
    const isRight = this.#mark();
    this.#offer();
    this.typed(this.area.value, isRight);
  }

  #offer() {
    const { value, selectionStart, selectionEnd } = this.area;
    const { completion } = this.editor;
    if (selectionStart !== selectionEnd) return completion.close();
    const { start, end, offers } = offersAt(value, selectionStart, this.fields());
    completion.open(this.area, this.mirror.rectAt(start), offers, ({ text }) => this.#write(text, start, end));
  }

  // As if it were typed: the text area can undo it, and whoever listens to it hears.
  #write(text, start, end) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    document.execCommand("insertText", false, text);
    this.editor.completion.close();
  }

  // One line in meaning, however many it takes: Enter ends nothing and adds nothing.
  #key(event) {
    const { completion } = this.editor;
    if (completion.area === this.area && completion.key(event)) return;
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  }
}

const sentence = (message) => `${message[0].toUpperCase()}${message.slice(1)}${message.endsWith("?") ? "" : "."}`;
