/** The list of what is on the page, the topmost first, with the members of groups that are open: select, hide, lock, rename, order. */

import { typeOf } from "../../layout/types/index.js";
import { elementAt, moveTo, updateElements } from "../document/commands.js";

const NAME_LENGTH = 40;

/** What an element is called: its name, else its text, else its kind. */
export function titleOf(element) {
  const text = element.type === "text" ? element.text.replace(/\s+/g, " ").trim().slice(0, NAME_LENGTH) : "";
  return element.name || text || typeOf(element.type)?.label;
}

class Layers {
  #dragged = null;
  #isNaming = false; // then the rows stay: the field of the name is one of them
  #open = new Set();
  #anchor = null; // where a choice with Shift begins

  /**
   * @param {HTMLElement} list
   * @param {HTMLTemplateElement} template one row: [data-open], [data-pick], [data-toggle=hidden], [data-toggle=locked]
   */
  constructor(list, template, store) {
    Object.assign(this, { list, template, store });
    list.addEventListener("click", (event) => this.#click(event));
    list.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("dblclick", ({ target }) => target.closest("[data-title]") && this.#rename(target.closest("li")));
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
    if (this.#isNaming) return;
    const { page, placed } = this.store;
    for (const { groups } of placed) for (const { id } of groups) this.#open.add(id); // what is selected can be seen
    const focused = this.list.contains(document.activeElement) && document.activeElement;
    const place = focused ? [focused.closest("li").dataset.id, [...focused.closest("li").querySelectorAll("button")].indexOf(focused)] : null;
    this.list.replaceChildren(...this.#rows(page.elements, 0));
    if (place) this.list.querySelector(`li[data-id="${CSS.escape(place[0])}"]`)?.querySelectorAll("button")[place[1]]?.focus();
  }

  #rows(elements, depth) {
    return elements.toReversed().flatMap((element) => {
      const row = this.#row(element, depth);
      return element.elements && this.#open.has(element.id) ? [row, ...this.#rows(element.elements, depth + 1)] : [row];
    });
  }

  #row(element, depth) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    const title = titleOf(element);
    row.dataset.id = element.id;
    row.style.setProperty("--depth", depth);
    const pick = row.querySelector("[data-pick]");
    pick.querySelector("[data-title]").textContent = title;
    pick.setAttribute("aria-pressed", String(this.store.selection.includes(element.id)));
    row.querySelector(`[data-kind-icon="${element.type}"]`)?.removeAttribute("hidden");
    const opener = row.querySelector("[data-open]");
    if (element.elements) {
      opener.setAttribute("aria-expanded", String(this.#open.has(element.id)));
      opener.setAttribute("aria-label", `Members of ${title}`);
    } else opener.remove();
    for (const name of ["hidden", "locked"]) {
      const button = row.querySelector(`[data-toggle="${name}"]`);
      button.setAttribute("aria-pressed", String(Boolean(element[name])));
      button.setAttribute("aria-label", `${name === "hidden" ? "Hide" : "Lock"} ${title}`);
    }
    return row;
  }

  #click(event) {
    const { id } = event.target.closest("li")?.dataset ?? {};
    const button = event.target.closest("button");
    if (!id || !button) return;
    if (button.dataset.toggle) return this.#toggle(id, button.dataset.toggle);
    if ("open" in button.dataset) return this.#fold(id, !this.#open.has(id));
    const { selection } = this.store;
    if (event.shiftKey && this.#anchor) return this.store.select(this.#between(this.#anchor, id));
    this.#anchor = id;
    if (!event.ctrlKey && !event.metaKey) return this.store.select([id]);
    this.store.select(selection.includes(id) ? selection.filter((each) => each !== id) : [...selection, id]);
  }

  // All rows from one to the other, as they are shown.
  #between(one, other) {
    const ids = [...this.list.children].map(({ dataset }) => dataset.id);
    const [from, to] = [ids.indexOf(one), ids.indexOf(other)].toSorted((a, b) => a - b);
    return from < 0 ? [other] : ids.slice(from, to + 1);
  }

  #fold(id, isOpen) {
    if (isOpen) this.#open.add(id);
    else this.#open.delete(id);
    this.show();
  }

  // Up and down lead from row to row, left and right fold a group, F2 gives a name.
  #key(event) {
    const row = event.target.closest("li");
    if (!row || event.target.matches("input")) return;
    const rows = [...this.list.children];
    const to = { ArrowDown: rows.indexOf(row) + 1, ArrowUp: rows.indexOf(row) - 1 }[event.key];
    const isGroup = row.querySelector("[data-open]") !== null;
    if (to !== undefined) rows[to]?.querySelector("[data-pick]").focus();
    else if (isGroup && event.key === "ArrowRight") this.#fold(row.dataset.id, true);
    else if (isGroup && event.key === "ArrowLeft") this.#fold(row.dataset.id, false);
    else if (event.key === "F2") this.#rename(row);
    else return;
    event.preventDefault();
  }

  #toggle(id, name) {
    const { document: kept } = this.store;
    const { element } = elementAt(kept, id);
    const words = { hidden: ["Hide", "Show"], locked: ["Lock", "Unlock"] }[name];
    const edited = updateElements(kept, { [id]: { [name]: element[name] ? undefined : true } });
    this.store.keep(`${words[element[name] ? 1 : 0]} ${titleOf(element)}`, edited);
  }

  #rename(row) {
    const title = row.querySelector("[data-title]");
    const input = Object.assign(document.createElement("input"), { value: title.textContent, maxLength: 80, className: "input" });
    input.setAttribute("aria-label", "Name of this layer");
    row.querySelector("[data-pick]").replaceWith(input);
    this.#isNaming = true;
    input.select();
    const before = input.value;
    const finish = () => {
      this.#isNaming = false;
      const name = input.value.trim();
      if (name && name !== before) this.store.keep("Rename", updateElements(this.store.document, { [row.dataset.id]: { name } }));
      this.show();
    };
    input.addEventListener("blur", finish, { once: true });
    input.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") input.value = before;
      if (key !== "Enter" && key !== "Escape") return;
      input.blur();
      this.list.querySelector(`li[data-id="${CSS.escape(row.dataset.id)}"] [data-pick]`)?.focus();
    });
  }

  // What is dropped takes the place of the row under it: also into a group that is open, and out of one.
  #drop(event) {
    event.preventDefault();
    const over = event.target.closest("li")?.dataset.id;
    const id = this.#dragged;
    this.#dragged = null;
    if (!over || !id || over === id) return;
    const { pageIndex, document: kept } = this.store;
    const { parents, index } = elementAt(kept, over);
    const moved = moveTo(kept, id, { page: pageIndex, index, group: parents.at(-1) });
    if (moved) this.store.keep("Change the order", moved);
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectLayers({ find, store }) {
  new Layers(find("layers"), find("layer"), store).show();
}
