/** The list of what is on the page, the topmost first: select, hide, lock, rename, order. */

import { typeOf } from "../../layout/types/index.js";
import { moveTo, updateElements } from "../document/commands.js";

const NAME_LENGTH = 40;

/** What an element is called: its name, else its text, else its kind. */
export function titleOf(element) {
  const text = element.type === "text" ? element.text.replace(/\s+/g, " ").trim().slice(0, NAME_LENGTH) : "";
  return element.name || text || typeOf(element.type)?.label;
}

class Layers {
  #dragged = null;

  /**
   * @param {HTMLElement} list
   * @param {HTMLTemplateElement} template one row: [data-pick], [data-toggle=hidden], [data-toggle=locked]
   */
  constructor(list, template, store) {
    Object.assign(this, { list, template, store });
    list.addEventListener("click", (event) => this.#click(event));
    list.addEventListener("dblclick", (event) => this.#rename(event));
    list.addEventListener("dragstart", (event) => {
      this.#dragged = event.target.closest("li")?.dataset.id ?? null;
      event.dataTransfer.effectAllowed = "move";
    });
    list.addEventListener("dragover", (event) => this.#dragged && event.preventDefault());
    list.addEventListener("drop", (event) => this.#drop(event));
    for (const name of ["change", "select", "page"]) store.addEventListener(name, () => this.#later());
  }

  // Many changes between two frames are one list.
  #later() {
    if (this.waits) return;
    this.waits = true;
    requestAnimationFrame(() => {
      this.waits = false;
      this.show();
    });
  }

  show() {
    const { page, selection } = this.store;
    const rows = page.elements.toReversed().map((element) => this.#row(element, selection.includes(element.id)));
    const focused = this.list.contains(document.activeElement) && document.activeElement;
    const place = focused ? [focused.closest("li").dataset.id, [...focused.closest("li").querySelectorAll("button")].indexOf(focused)] : null;
    this.list.replaceChildren(...rows);
    if (place) this.list.querySelector(`li[data-id="${CSS.escape(place[0])}"]`)?.querySelectorAll("button")[place[1]]?.focus();
  }

  #row(element, isSelected) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.dataset.id = element.id;
    const pick = row.querySelector("[data-pick]");
    pick.querySelector("[data-title]").textContent = titleOf(element);
    pick.setAttribute("aria-pressed", String(isSelected));
    row.querySelector(`[data-kind-icon="${element.type}"]`)?.removeAttribute("hidden");
    for (const name of ["hidden", "locked"]) {
      const button = row.querySelector(`[data-toggle="${name}"]`);
      button.setAttribute("aria-pressed", String(Boolean(element[name])));
      button.setAttribute("aria-label", `${name === "hidden" ? "Hide" : "Lock"} ${titleOf(element)}`);
    }
    return row;
  }

  #click(event) {
    const id = event.target.closest("li")?.dataset.id;
    const button = event.target.closest("button");
    if (!id || !button) return;
    const name = button.dataset.toggle;
    if (name) return this.#toggle(id, name);
    const { selection } = this.store;
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return this.store.select([id]);
    this.store.select(selection.includes(id) ? selection.filter((each) => each !== id) : [...selection, id]);
  }

  #toggle(id, name) {
    const { document: kept, page } = this.store;
    const element = page.elements.find((each) => each.id === id);
    const words = { hidden: ["Hide", "Show"], locked: ["Lock", "Unlock"] }[name];
    const edited = updateElements(kept, { [id]: { [name]: element[name] ? undefined : true } });
    this.store.keep(`${words[element[name] ? 1 : 0]} ${titleOf(element)}`, edited);
  }

  #rename(event) {
    const row = event.target.closest("li");
    const title = event.target.closest("[data-title]");
    if (!row || !title) return;
    const input = Object.assign(document.createElement("input"), { value: title.textContent, maxLength: 80, className: "input" });
    input.setAttribute("aria-label", "Name of this layer");
    row.querySelector("[data-pick]").replaceWith(input);
    input.select();
    const finish = (isKept) => {
      const name = input.value.trim();
      if (isKept && name) this.store.keep("Rename", updateElements(this.store.document, { [row.dataset.id]: { name } }));
      this.show();
    };
    input.addEventListener("blur", () => finish(true), { once: true });
    input.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") input.blur();
      if (key === "Escape") this.show();
    });
  }

  #drop(event) {
    event.preventDefault();
    const over = event.target.closest("li")?.dataset.id;
    const id = this.#dragged;
    this.#dragged = null;
    if (!over || !id || over === id) return;
    const { page, pageIndex, document: kept } = this.store;
    const index = page.elements.findIndex((each) => each.id === over);
    const moved = moveTo(kept, id, { page: pageIndex, index });
    if (moved) this.store.keep("Change the order", moved);
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectLayers({ find, store }) {
  new Layers(find("layers"), find("layer"), store).show();
}
