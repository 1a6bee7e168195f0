/** Swatches: a colour or a gradient as a button; and the colours that were used lately, kept in this browser. */

import { cssOf, nameOf } from "../document/paints.js";
import { keepHere, keptHere } from "../in_browser.js";

const KEY = "iconikcerts-colours";
const MOST = 12;

/** @param {import("../document/paints.js").Paint} paint @param {string} [name] @returns {HTMLButtonElement} with the property `paint` */
export function swatch(paint, name = nameOf(paint)) {
  return paintOn(Object.assign(document.createElement("button"), { type: "button", className: "paint-swatch" }), paint, name);
}

/** Give a swatch another paint. */
export function paintOn(button, paint, name) {
  Object.assign(button, { title: name, ariaLabel: name, paint });
  button.style.setProperty("--paint", cssOf(paint));
  return button;
}

/** @returns {string[]} the newest first */
export function recent() {
  const used = keptHere(KEY);
  return Array.isArray(used) ? used.filter((colour) => /^#[0-9a-f]{6,8}$/.test(colour)).slice(0, MOST) : [];
}

/** @param {string} colour */
export function remember(colour) {
  keepHere(KEY, [colour, ...recent().filter((each) => each !== colour)].slice(0, MOST));
}
