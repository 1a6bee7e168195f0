/** The page itself, while nothing on it is selected. */

import { setPage } from "../document/commands.js";
import { setGuides } from "../document/guides.js";
import { refitted, surroundsPage } from "../document/refitting.js";
import { orientationOf, resized, sizeNameOf, turnedPage } from "../document/page_sizes.js";
import { fromUnit, inUnit } from "../geometry/geometry.js";
import { MOST_BLEED, PAGE_SIDE, within } from "../geometry/limits.js";

class PagePanel {
  /** @param {HTMLFormElement} form @param {import("../main.js").Editor} editor */
  constructor(form, { find, store, preferences, data }) {
    Object.assign(this, { form, store, preferences, library: data.ornaments, picture: find("page-picture") });
    form.addEventListener("change", ({ target }) => this.#edit(target));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const name of ["change", "select", "page"]) store.addEventListener(name, () => this.show());
    preferences.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const { page, document: kept, selection } = this.store;
    const { elements: controls } = this.form;
    this.form.hidden = selection.length > 0;
    const lengths = { width: page.width, height: page.height, bleed: kept.bleed ?? 0 };
    for (const [name, length] of Object.entries(lengths)) controls[name].value = this.#shown(length);
    for (const axis of ["x", "y"]) controls[`guides-${axis}`].value = (page.guides?.[axis] ?? []).map((at) => this.#shown(at)).join("; ");
    controls.size.value = sizeNameOf(page);
    controls.orientation.value = orientationOf(page);
    const { background } = page;
    this.picture.hidden = background?.type !== "image";
    controls.fit.value = background?.fit ?? "cover";
    controls.opacity.value = String(Math.round((background?.opacity ?? 1) * 100));
  }

  #shown(length) {
    return String(inUnit(length, this.preferences.get("unit")));
  }

  #edit({ name, value }) {
    const { store } = this;
    const { document: kept, pageIndex, page } = store;
    const keep = (said, edited) => (edited ? store.keep(said, edited) : this.show());
    const edits = {
      size: () => (value === "custom" ? this.show() : this.#resize("Change the size of the page", resized(page, value))),
      orientation: () => this.#resize("Turn the page", turnedPage(page, value)),
      "guides-x": () => keep("Change the guides", this.#guides("x", value)),
      "guides-y": () => keep("Change the guides", this.#guides("y", value)),
      width: () => this.#side("width", value),
      height: () => this.#side("height", value),
      bleed: () => keep("Change the bleed", this.#bleed(value)),
      fit: () => keep("Change the background", this.#background({ fit: value })),
      opacity: () => keep("Change the background", this.#background({ opacity: shareOf(value) })),
    };
    edits[name]?.();
  }

  #side(name, text) {
    const length = fromUnit(text, this.preferences.get("unit"));
    if (length === null || length !== within(length, PAGE_SIDE)) return this.show();
    return this.#resize("Change the size of the page", { ...this.store.page, [name]: length });
  }

  // Borders are drawn for a page: the library is asked for them where something may be one.
  async #resize(said, size) {
    const { store } = this;
    const { page, pageIndex } = store;
    const borders = page.elements.some((element) => surroundsPage(element, page)) ? await this.#borders() : new Map();
    if (store.document.pages[pageIndex]) store.keep(said, refitted(store.document, pageIndex, size, borders));
  }

  async #borders() {
    const { url } = this.library.find(({ key }) => key === "borders");
    try {
      const { ornaments } = await (await fetch(url)).json();
      return new Map(ornaments.map((ornament) => [ornament.id, ornament]));
    } catch {
      return new Map(); // without a connection borders stay as they are
    }
  }

  // Each of these answers null for what cannot be.

  #bleed(text) {
    const length = fromUnit(text, this.preferences.get("unit"));
    const { document: kept } = this.store;
    if (length === null || length < 0 || length > MOST_BLEED) return null;
    return length === (kept.bleed ?? 0) ? kept : { ...kept, bleed: length };
  }

  #background(change) {
    const { document: kept, pageIndex, page } = this.store;
    if (Object.values(change).includes(null)) return null;
    return setPage(kept, pageIndex, { background: { ...page.background, ...change } });
  }

  #guides(axis, text) {
    const places = text.split(/[;\s]+/).filter(Boolean).map((part) => fromUnit(part, this.preferences.get("unit")));
    return places.includes(null) ? null : setGuides(this.store.document, this.store.pageIndex, axis, places);
  }
}

// Percent as a share; null for what is no number.
function shareOf(text) {
  const percent = Number(text.trim().replace(",", "."));
  return text.trim() && Number.isFinite(percent) ? Math.min(1, Math.max(0, percent / 100)) : null;
}

/** @param {import("../main.js").Editor} editor */
export function connectPage(editor) {
  new PagePanel(editor.find("page"), editor);
}
