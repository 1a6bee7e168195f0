/** Where what is selected lies, how large, turned and slanted it is, in the chosen unit; and its locks. Controls carry data-place. */

import { differences, fitAround, updateElements } from "../document/commands.js";
import { mayMove, maySize } from "../document/locks.js";
import { fromUnit, inUnit, round, sizedTo } from "../geometry/geometry.js";
import { RANGES, within } from "../geometry/limits.js";

const LENGTHS = new Set(["x", "y", "x2", "y2", "width", "height"]);
const SIZES = new Set(["width", "height", "skewX", "skewY"]);
// What angles may be, in degrees.
const MOST_DEG = { rotation: 360, skewX: 80, skewY: 80 };
const NAMES = { x: "place", y: "place", x2: "place", y2: "place", width: "width", height: "height", rotation: "turn", skewX: "slant", skewY: "slant" };
const LOCKS = { all: true, position: "position", size: "size" };
const nameOfLock = ({ locked }) => (locked === true ? "all" : locked || "none");

class Place {
  /** @param {HTMLFormElement} form @param {import("../main.js").Editor} editor */
  constructor(form, { store, preferences }) {
    Object.assign(this, { store, preferences, controls: [...form.querySelectorAll("[data-place]")] });
    form.addEventListener("change", ({ target }) => target.dataset.place && this.#edit(target));
    for (const name of ["select", "draw"]) store.addEventListener(name, () => this.show());
    preferences.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const { selected } = this.store;
    for (const control of this.controls) {
      const { place } = control.dataset;
      const values = new Set(selected.map((element) => (place === "locked" ? nameOfLock(element) : (element[place] ?? 0))));
      const isMixed = values.size > 1;
      const [value = ""] = isMixed ? [] : values;
      control.value = LENGTHS.has(place) && value !== "" ? inUnit(value, this.preferences.get("unit")) : value;
      if (place === "locked") continue;
      control.placeholder = isMixed ? "Mixed" : "";
      control.disabled = selected.length > 0 && !selected.some(SIZES.has(place) ? maySize : mayMove);
    }
  }

  #edit(control) {
    const { place, label } = control.dataset;
    const { store } = this;
    const changes = place === "locked" ? this.#locks(control.value) : this.#measures(place, control.value);
    if (!changes) return this.show();
    const edited = fitAround(updateElements(store.document, changes), Object.keys(changes));
    const name = place === "locked" ? (control.value === "none" ? "Unlock" : "Lock") : `Change ${label ?? NAMES[place]}`;
    store.keep(name, edited, { merge: `${place} ${store.selection}` });
  }

  #locks(value) {
    return Object.fromEntries(this.store.selection.map((id) => [id, { locked: LOCKS[value] }]));
  }

  // Changes by id; null when the text is nothing that can be measured.
  #measures(place, text) {
    const value = LENGTHS.has(place) ? fromUnit(text, this.preferences.get("unit")) : angleFrom(text, MOST_DEG[place]);
    const isSide = place === "width" || place === "height";
    if (value === null || (LENGTHS.has(place) && value !== within(value, RANGES[place]))) return null;
    const free = this.store.selected.filter(SIZES.has(place) ? maySize : mayMove);
    const keepRatio = (element) => this.preferences.get("keepRatio") || element.type === "qr";
    const changed = (element) => (isSide ? sizedTo(element, place, value, { keepRatio: keepRatio(element) }) : { ...element, [place]: value });
    return Object.fromEntries(free.map((element) => [element.id, differences(element, changed(element))]));
  }
}

function angleFrom(text, most) {
  const value = Number(text.trim().replace(/°$/, "").replace(",", "."));
  return text.trim() && Math.abs(value) <= most ? round(value) : null;
}

/** @param {import("../main.js").Editor} editor */
export function connectPlace(editor) {
  new Place(editor.find("properties"), editor);
}
