/** Where a click on what is selected leads in the PDF: an address, checked as it is typed. */

import { updateElements } from "../document/commands.js";
import { mayChange } from "../document/locks.js";
import { declare, declareNamed } from "../fields/book.js";
import { isBegun, linkFaults } from "../fields/linking.js";
import { Typing } from "./typing.js";

class Link {
  /** What was typed and is not right yet, by the selection: it is there again when one comes back. */
  #unfinished = new Map();
  #shown = "";

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    const { find, store } = editor;
    Object.assign(this, { store, registry: editor.data.fields, waits: find("link-waits"), help: find("link-help") });
    const part = find("link");
    this.typing = new Typing(part.querySelector("[data-link]"), {
      editor,
      faults: part.querySelector(".editor-faults"),
      use: "link",
      language: () => store.selected[0]?.language ?? store.document.language ?? "en",
      declare: (field) => store.keep(`Add the field ${field.label}`, declare(store.document, field), this.#merge),
      faultsOf: (text, fields) => (this.#isTyping && isBegun(text) ? [] : linkFaults(text, fields)),
    });
    this.area = this.typing.area;
    this.area.addEventListener("input", () => this.#typed());
    for (const name of ["select", "draw"]) store.addEventListener(name, () => this.#show());
  }

  get #isTyping() {
    return document.activeElement === this.area;
  }

  get #key() {
    return this.store.selection.join(" ");
  }

  get #merge() {
    return { merge: `link ${this.store.selection}` };
  }

  #show() {
    const links = new Set(this.store.selected.map(({ link }) => link ?? ""));
    const isMixed = links.size > 1;
    const [link = ""] = links;
    const text = this.#unfinished.get(this.#key) ?? (isMixed ? "" : link);
    const isNew = this.#shown !== this.#key;
    this.#shown = this.#key;
    this.#tell(this.#unfinished.has(this.#key));
    if (!isNew && (this.#isTyping || this.area.value === text)) return;
    this.area.value = text;
    this.area.placeholder = isMixed ? "Mixed" : "none";
    this.typing.check();
  }

  #typed() {
    const { store, registry } = this;
    const link = this.area.value || undefined;
    const isRight = !link || linkFaults(link, this.typing.fields).length === 0;
    if (isRight) this.#unfinished.delete(this.#key);
    else this.#unfinished.set(this.#key, link);
    this.#tell(!isRight && !isBegun(link));
    if (!isRight) return;
    const changes = store.selected.filter((element) => mayChange(element) && element.link !== link).map(({ id }) => [id, { link }]);
    if (!changes.length) return;
    const edited = updateElements(store.document, Object.fromEntries(changes));
    store.keep(link ? "Change the link" : "Take the link away", declareNamed(edited, link ?? "", registry), this.#merge);
  }

  #tell(isWaiting) {
    this.waits.hidden = !isWaiting;
    this.help.hidden = isWaiting;
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectLink(editor) {
  new Link(editor);
}
