/** The page itself, while nothing on it is selected; and the row of pages below the desk. */

import { addPage, duplicatePage, removePage, setPage } from "../document/commands.js";
import { fromUnit, inUnit } from "../geometry/geometry.js";

const LEAST_MM = 20;
const MOST_MM = 1200;
const MOST_PAGES = 10;

class PagePanel {
  /**
   * @param {HTMLFormElement} form controls with data-page: width, height, bleed
   * @param {HTMLElement} row of the pages
   * @param {HTMLTemplateElement} template one page in the row
   */
  constructor(form, row, template, store) {
    Object.assign(this, { form, row, template, store });
    form.addEventListener("change", (event) => this.#edit(event.target));
    form.addEventListener("submit", (event) => event.preventDefault());
    row.addEventListener("click", (event) => this.#choose(event.target.closest("button")?.dataset.page));
    for (const name of ["change", "select", "page"]) store.addEventListener(name, () => this.show());
    this.show();
  }

  show() {
    const { page, pageIndex, document: kept, selection } = this.store;
    this.form.hidden = selection.length > 0;
    const values = { width: inUnit(page.width, "mm"), height: inUnit(page.height, "mm"), bleed: kept.bleed ?? 0 };
    for (const [name, value] of Object.entries(values)) this.form.elements[name].value = value;
    const focused = this.row.contains(document.activeElement);
    this.row.replaceChildren(...kept.pages.map((_, index) => this.#button(index, index === pageIndex)));
    if (focused) this.row.querySelector("[aria-current]")?.focus();
    for (const [action, isOn] of [["removePage", kept.pages.length > 1], ["addPage", kept.pages.length < MOST_PAGES], ["duplicatePage", kept.pages.length < MOST_PAGES]]) {
      for (const button of document.querySelectorAll(`[data-action="${action}"]`)) button.disabled = !isOn;
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

  #edit(control) {
    const { document: kept, pageIndex } = this.store;
    const length = fromUnit(control.value, "mm");
    const isBleed = control.name === "bleed";
    const fits = length !== null && (isBleed ? length >= 0 && length <= 10 : length >= LEAST_MM && length <= MOST_MM);
    if (!fits) return this.show();
    const edited = isBleed ? { ...kept, bleed: length } : setPage(kept, pageIndex, { [control.name]: length });
    this.store.keep("Change the page", edited);
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectPage({ find, store, actions }) {
  new PagePanel(find("page"), find("pages"), find("page-button"), store);
  Object.assign(actions, pageActions(store));
}

// What the buttons beside the row of pages do.
function pageActions(store) {
  const go = (name, document, index) => {
    store.keep(name, document, { select: [] });
    store.showPage(index);
  };
  return {
    addPage: () => go("Add a page", addPage(store.document, { at: store.pageIndex + 1 }), store.pageIndex + 1),
    duplicatePage: () => go("Duplicate the page", duplicatePage(store.document, store.pageIndex), store.pageIndex + 1),
    removePage: () => go("Delete the page", removePage(store.document, store.pageIndex), Math.max(0, store.pageIndex - 1)),
  };
}
