/** The words of a text, edited in their place on the page: as large, as turned and in the same letters as they are drawn. */

import { mm } from "../../layout/index.js";
import { elementAt, updateElements } from "../document/commands.js";
import { mayChange } from "../document/locks.js";
import { matrixOnPage } from "../geometry/geometry.js";
import { declareNamed } from "../fields/book.js";
import { Typing } from "../panels/typing.js";
import { MARGIN } from "./stage.js";

const VERTICAL = { top: "flex-start", middle: "center", bottom: "flex-end" };
const ALONG = { start: "flex-start", center: "center", end: "flex-end", justify: "flex-start", left: "left", right: "right" };

const STYLES = { b: "bold", i: "italic" };

class Words {
  #id = null;
  #own = false;
  #declared = []; // fields that are new to the design, until the text is kept

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.box = editor.find("words");
    this.area = this.box.querySelector("textarea");
    this.faults = document.getElementById("words-faults");
    this.area.addEventListener("input", () => this.#typed());
    this.typing = new Typing(this.box.querySelector("[data-typing]"), {
      editor,
      faults: this.faults,
      language: () => this.area.lang,
      declare: (field) => this.#declared.push(field),
    });
    this.area.addEventListener("keydown", (event) => this.#key(event));
    // Another window on top of this one takes the focus too, and gives it back.
    this.area.addEventListener("blur", () => document.hasFocus() && this.close());
    window.addEventListener("beforeunload", () => this.close(), { capture: true }); // before the saver asks whether all is saved
    editor.store.addEventListener("page", () => this.close());
    editor.store.addEventListener("change", () => this.#own || this.close({ keeps: false }));
    new ResizeObserver(() => this.#id && this.#place()).observe(editor.find("frame"));
  }

  /** @param {string} id of a text on the page that is shown */
  open(id) {
    const { store, stage, find } = this.editor;
    const { element } = elementAt(store.document, id);
    this.#id = id;
    this.#declared = [];
    this.area.value = element.text;
    this.box.hidden = false;
    find("sheet").dataset.writing = "true";
    stage.leaveOut(id);
    stage.draw(store.shown, store.page);
    this.#place();
    this.area.focus({ preventScroll: true });
    this.area.select();
  }

  /** @param {{keeps?: boolean}} [how] whether what was typed is kept */
  close({ keeps = true } = {}) {
    if (!this.#id) return;
    const { store, stage, find } = this.editor;
    const hadFocus = document.activeElement === this.area;
    const changed = this.#changed();
    this.#id = null;
    this.editor.completion.close();
    if (this.faults.matches(":popover-open")) this.faults.hidePopover();
    this.box.hidden = true;
    delete find("sheet").dataset.writing;
    stage.leaveOut(null);
    if (keeps && changed !== store.document) this.#keep(changed);
    else store.cancel();
    if (hadFocus) find("frame").focus({ preventScroll: true });
  }

  #keep(document) {
    this.#own = true;
    this.editor.store.keep("Change the text", document);
    this.#own = false;
  }

  // What was typed is kept first: the style is an entry of its own.
  #style(action) {
    const { store, actions } = this.editor;
    this.#own = true;
    store.keep("Change the text", this.#changed());
    actions[action]();
    this.#own = false;
    this.#place();
  }

  #changed() {
    const { store, data } = this.editor;
    const edited = updateElements(store.document, { [this.#id]: { text: this.area.value } });
    return declareNamed(edited, this.area.value, [...data.fields, ...this.#declared]);
  }

  #typed() {
    this.editor.store.preview(this.#changed());
    this.#place();
  }

  #key(event) {
    const isMod = event.ctrlKey || event.metaKey;
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape" || event.key === "Tab") this.close();
    else if (event.key === "Enter" && isMod) this.close();
    else if (isMod && event.key.toLowerCase() === "s") return this.close();
    else if (isMod && event.key.toLowerCase() in STYLES) this.#style(STYLES[event.key.toLowerCase()]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The box lies on the page as the element does, in px of paper; the matrix brings it to the size on the screen.
  async #place() {
    const { store, stage, zoom } = this.editor;
    const { element, parents } = elementAt(store.shown, this.#id);
    const groups = parents.map((id) => elementAt(store.shown, id).element);
    const { a, b, c, d, e, f } = matrixOnPage(element, groups);
    const { style } = this.box;
    style.width = `${mm(element.width)}px`;
    style.height = `${mm(element.height)}px`;
    const scaled = [a, b, c, d, mm(e + MARGIN), mm(f + MARGIN)].map((value) => value * zoom.zoom);
    style.transform = `matrix(${scaled.join()})`;
    const setting = await stage.setting(element, store.shown);
    if (this.#id === element.id) this.#dress(element, setting); // it may be closed by the time its font is there
  }

  #dress(element, { face, size, direction }) {
    const { style } = this.box;
    style.font = `${face.style} ${face.weight} ${size}px ${face.stack}`;
    style.lineHeight = element.lineHeight ?? 1.25;
    style.letterSpacing = `${mm(((element.letterSpacing ?? 0) * 25.4) / 72)}px`;
    const isSmall = element.transform === "small-caps";
    style.textTransform = isSmall ? "none" : (element.transform ?? "none");
    style.fontVariantCaps = isSmall ? "small-caps" : "normal";
    style.color = colourOf(element.fill);
    style.textAlign = element.align ?? "start";
    style.alignItems = VERTICAL[element.verticalAlign ?? "top"];
    style.justifyContent = ALONG[element.align ?? "start"];
    this.box.dir = direction;
    this.box.dataset.fit = element.fit ?? "wrap";
    this.area.dir = element.direction ?? "auto";
    this.area.lang = face.language;
    this.typing.check();
    this.#tell();
  }

  // What is wrong stands under the box, in the size of all else that is read.
  #tell() {
    if (!this.faults.children.length) return this.faults.matches(":popover-open") && this.faults.hidePopover();
    this.faults.showPopover();
    const { left, bottom } = this.box.getBoundingClientRect();
    this.faults.style.left = `${left}px`;
    this.faults.style.top = `${Math.min(bottom + 8, window.innerHeight - this.faults.offsetHeight - 8)}px`;
  }
}

// A caret has one colour: of a gradient its first.
function colourOf(fill) {
  if (typeof fill === "string") return fill;
  return fill?.stops?.[0].color ?? "#000000";
}

/** Enter and a double click open a text in its place. @param {import("../main.js").Editor} editor */
export function connectWords(editor) {
  const words = new Words(editor);
  const otherwise = editor.open;
  editor.open = () => {
    const [element] = editor.store.selected;
    if (element.type !== "text") return otherwise();
    if (mayChange(element) && !element.hidden) words.open(element.id);
  };
}
