/** The row of pages below the desk: which one is shown, their order, and what is done with them. */

import { addPage, duplicatePage, movePage, removePage } from "../document/commands.js";
import { MOST_PAGES } from "../geometry/limits.js";

class PageRow {
  #dragged = null;

  /**
   * @param {HTMLElement} row
   * @param {HTMLTemplateElement} template one page in it
   * @param {import("../main.js").Editor} editor
   */
  constructor(row, template, { store }) {
    Object.assign(this, { row, template, store });
    row.addEventListener("click", ({ target }) => this.#choose(target.closest("button")?.dataset.page));
    row.addEventListener("dragstart", (event) => {
      this.#dragged = event.target.closest("li")?.querySelector("button").dataset.page ?? null;
      event.dataTransfer.effectAllowed = "move";
    });
    row.addEventListener("dragover", (event) => this.#dragged !== null && event.preventDefault());
    row.addEventListener("drop", (event) => this.#drop(event));
    for (const name of ["change", "page"]) store.addEventListener(name, () => this.show());
    this.show();
  }

  show() {
    const { pageIndex, document: kept } = this.store;
    const focused = this.row.contains(document.activeElement);
    this.row.replaceChildren(...kept.pages.map((_, index) => this.#button(index, index === pageIndex)));
    if (focused) this.row.querySelector("[aria-current]")?.focus();
    const count = kept.pages.length;
    const isOn = { removePage: count > 1, addPage: count < MOST_PAGES, duplicatePage: count < MOST_PAGES };
    for (const button of document.querySelectorAll("[data-action$=Page]")) {
      const { action, argument } = button.dataset;
      button.disabled = action === "movePage" ? !kept.pages[pageIndex + Number(argument)] : !isOn[action];
    }
  }

  #button(index, isCurrent) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const button = item.querySelector("button");
    button.dataset.page = index;
    button.textContent = index + 1;
    button.setAttribute("aria-label", `Page ${index + 1}`);
    if (isCurrent) button.setAttribute("aria-current", "page");
    return item;
  }

  #choose(index) {
    if (index !== undefined) this.store.showPage(Number(index));
  }

  #drop(event) {
    event.preventDefault();
    const to = event.target.closest("li")?.querySelector("button").dataset.page;
    const from = this.#dragged;
    this.#dragged = null;
    if (to === undefined || from === null || to === from) return;
    moveTo(this.store, Number(from), Number(to));
  }
}

function go(store, name, document, index) {
  store.keep(name, document, { select: [] });
  store.showPage(index);
}

const moveTo = (store, from, to) => go(store, "Change the order of pages", movePage(store.document, from, to), to);

/** @param {import("../main.js").Editor} editor */
export function connectPages(editor) {
  const { find, store, actions } = editor;
  new PageRow(find("pages"), find("page-button"), editor);
  const next = () => store.pageIndex + 1;
  Object.assign(actions, {
    addPage: () => go(store, "Add a page", addPage(store.document, { at: next() }), next()),
    duplicatePage: () => go(store, "Duplicate the page", duplicatePage(store.document, store.pageIndex), next()),
    removePage: () => go(store, "Delete the page", removePage(store.document, store.pageIndex), Math.max(0, store.pageIndex - 1)),
    movePage: (way) => moveTo(store, store.pageIndex, store.pageIndex + Number(way)),
  });
}
