/** How this browser shows the desk: what is drawn around the page, and the unit. It belongs to no design, so it stays in the browser. */

import { inUnit } from "./geometry/geometry.js";
import { keepHere, keptHere } from "./in_browser.js";

const KEY = "iconikcerts-editor";
const DECIMALS = { mm: 1, in: 2, px: 0 };

/**
 * Every preference with what it is at first. `keepInside`: "" for anywhere, "page" or "safe"; `alignTo`:
 * "selection", "page" or "safe". Lengths in mm.
 */
const FIRST = {
  unit: "mm",
  rulers: true,
  guides: true,
  safeArea: true,
  faint: true,
  grid: false,
  snapToGrid: false,
  gridSize: 5,
  keepInside: "",
  keepRatio: false,
  alignTo: "selection",
};

/** Event: "change". */
export class Preferences extends EventTarget {
  #values = { ...FIRST };

  constructor() {
    super();
    const chosen = keptHere(KEY) ?? {};
    for (const key of Object.keys(FIRST)) if (typeof chosen[key] === typeof FIRST[key]) this.#values[key] = chosen[key];
    if (!(this.#values.unit in DECIMALS)) this.#values.unit = FIRST.unit;
  }

  /** @param {keyof typeof FIRST} key */
  get(key) {
    return this.#values[key];
  }

  /** @param {keyof typeof FIRST} key @param {string | number | boolean} value */
  set(key, value) {
    this.#values[key] = value;
    keepHere(KEY, this.#values);
    this.dispatchEvent(new Event("change"));
  }

  /** @param {number} mm @returns {string} the length in the chosen unit, as short as a note beside the pointer may be */
  short(mm) {
    const { unit } = this.#values;
    return inUnit(mm, unit).toFixed(DECIMALS[unit]);
  }
}
