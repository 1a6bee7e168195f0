/** The font picker: names in their own face, searched, by kind and script; arrows try a font on the page, Enter takes it. */

import { CATEGORY_NAMES, SCRIPTS, scriptsOf, settled } from "../document/typefaces.js";

const EUROPEAN = ["Latn", "Grek", "Cyrl"];
const GAP_PX = 4;
// The kind of the fonts of the team, which come first.
const BRAND = "brand";

export class FontPicker {
  #active = null;

  /**
   * @param {HTMLElement} popover
   * @param {HTMLElement} opener the button under which it opens
   * @param {import("../main.js").Editor} editor
   * @param {{chosen: () => string | null, change: (font: (font: object) => object) => object}} host `chosen`: the family of what is
   *   selected; `change`: the document with other fonts
   */
  constructor(popover, opener, editor, host) {
    Object.assign(this, { popover, opener, editor, host });
    const part = (name) => popover.querySelector(`[data-${name}]`);
    [this.search, this.category, this.script, this.list, this.none] = ["search", "category", "script", "list", "none"].map(part);
    this.watcher = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && this.#dress(target)), { root: this.list, rootMargin: "80px" });
    popover.addEventListener("toggle", ({ newState }) => (newState === "open" ? this.#open() : this.#close()));
    for (const control of [this.search, this.category, this.script]) control.addEventListener("input", () => this.#filter());
    popover.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the search keeps the focus
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
  }

  #open() {
    if (!this.list.children.length) this.#fill();
    const { left, bottom } = this.opener.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.popover;
    this.popover.style.left = `${Math.min(left, window.innerWidth - offsetWidth - GAP_PX)}px`;
    this.popover.style.top = `${Math.max(GAP_PX, Math.min(bottom + GAP_PX, window.innerHeight - offsetHeight - GAP_PX))}px`;
    this.search.value = "";
    this.#filter();
    this.#mark(this.#shown.find(({ dataset }) => dataset.family === this.host.chosen()) ?? this.#shown[0]);
    this.#active?.scrollIntoView({ block: "center" });
    this.search.focus({ preventScroll: true });
  }

  #close() {
    this.editor.store.cancel(); // what was only tried
  }

  get #shown() {
    return [...this.list.children].filter(({ hidden }) => !hidden);
  }

  #fill() {
    const { families, fallbacks } = this.editor.catalogue;
    const sorted = families.toSorted((a, b) => Boolean(b.isBrand) - Boolean(a.isBrand) || a.family.localeCompare(b.family));
    const scripts = new Set();
    this.list.replaceChildren(
      ...sorted.map((family, at) => {
        const made = scriptsOf(family, fallbacks);
        made.forEach((script) => scripts.add(script));
        return optionOf(family, made, at);
      }),
    );
    for (const option of this.list.children) this.watcher.observe(option);
    if (sorted[0].isBrand) this.category.append(new Option("Of your brand", BRAND));
    this.category.append(...Object.entries(CATEGORY_NAMES).map(([value, name]) => new Option(name, value)));
    this.script.append(...Object.entries(SCRIPTS).filter(([code]) => scripts.has(code)).map(([code, [name]]) => new Option(name, code)));
  }

  // Loads the face of one name, once it is seen.
  async #dress(option) {
    this.watcher.unobserve(option);
    const { family } = option.dataset;
    const { fonts } = this.editor.stage.tools;
    const stack = fonts.lone(family);
    await fonts.load(stack, 400, "normal", option.textContent);
    for (const part of option.querySelectorAll("[data-faced]")) part.style.fontFamily = stack;
  }

  #filter() {
    const wanted = this.search.value.trim().toLowerCase();
    for (const option of this.list.children) {
      const { family, category, scripts, brand } = option.dataset;
      const isLike = family.toLowerCase().includes(wanted);
      option.hidden = !isLike || (this.category.value && category !== this.category.value && brand !== this.category.value) || (this.script.value && !scripts.split(" ").includes(this.script.value));
    }
    this.none.hidden = this.#shown.length > 0;
    if (this.#active?.hidden !== false) this.#mark(this.#shown[0] ?? null);
  }

  #key(event) {
    if (event.target !== this.search) return;
    const shown = this.#shown;
    const at = shown.indexOf(this.#active);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (event.key === "Enter") this.#take(this.#active);
    else if (step && shown.length) this.#try(shown[Math.min(shown.length - 1, Math.max(0, at + step))]);
    else return;
    event.preventDefault();
  }

  #mark(option) {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.search.setAttribute("aria-activedescendant", option.id);
    else this.search.removeAttribute("aria-activedescendant");
  }

  // Seen on the page as soon as its face is there, unless the next one is looked at by then.
  async #try(option) {
    this.#mark(option);
    const { store, stage } = this.editor;
    const tried = this.#with(option);
    await stage.ready(tried, tried.pages[store.pageIndex]);
    if (this.#active === option && this.popover.matches(":popover-open")) store.preview(tried);
  }

  #with({ dataset: { family } }) {
    const known = this.editor.catalogue.families.find((each) => each.family === family);
    return this.host.change((font) => settled(font, known));
  }

  #take(option) {
    if (!option) return;
    this.editor.store.keep(`Set in ${option.dataset.family}`, this.#with(option));
    this.popover.hidePopover();
    this.opener.focus();
  }
}

function optionOf({ family, category, isBrand }, scripts, at) {
  const option = document.createElement("li");
  option.id = `editor-font-${at}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  Object.assign(option.dataset, { family, category, scripts: scripts.join(" "), brand: isBrand ? BRAND : "" });
  const [name, letters] = [document.createElement("span"), document.createElement("bdi")];
  name.textContent = family;
  const native = scripts.findLast((script) => !EUROPEAN.includes(script));
  letters.textContent = native ? SCRIPTS[native][1] : "";
  // A name is readable only in a face that has its letters.
  if (scripts.includes("Latn")) name.dataset.faced = "";
  letters.dataset.faced = "";
  option.append(name, letters);
  return option;
}
