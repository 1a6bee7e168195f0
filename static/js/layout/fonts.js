/**
 * Fonts: the shipped catalogue as font faces, and for each text an explicit list of families. Fonts that a
 * machine happens to have are never used: the list ends in a face that has a box for every character.
 */

import { coversScript } from "./coverage.js";
import { scriptsOf } from "./scripts.js";

const LAST_RESORT = "Iconik Last Resort";
const LAST_RESORT_FILE = new URL("./last-resort.woff2", import.meta.url).href;
// Advance of every glyph of the last resort, in thousandths of the size: no shipped font has this width.
const LAST_RESORT_ADVANCE = 0.7813;

const quote = (family) => `"${family.replace(/["\\]/g, "")}"`;

export class FontBook {
  /**
   * @param {object} catalogue `static/fonts/catalogue.json`
   * @param {string} baseUrl address of the folder of the catalogue, with "/" at its end
   * @param {object[]} [own] see `add`
   */
  constructor(catalogue, baseUrl, own = []) {
    this.baseUrl = baseUrl;
    this.families = new Map(catalogue.families.map((family) => [family.family, family]));
    this.fallbacks = catalogue.fallbacks;
    this.named = new Map();
    this.registered = new Set();
    this.loading = new Map();
    /** @type {(() => void) | null} what to do instead of failing when a file cannot be fetched; the engine fails */
    this.onAway = null;
    this.add(own);
  }

  /**
   * Take fonts in that are not shipped. Two teams may have a font of one name: for CSS each is known by a name of its own.
   *
   * @param {object[]} families entries as in the catalogue, files by their addresses from "/"
   */
  add(families) {
    for (const entry of families) {
      const own = { ...entry, css: `${entry.family} ${entry.faces.map(({ files }) => digestOf(files[0].file)).join(" ")}` };
      this.families.set(entry.family, own);
      this.named.set(own.css, own);
    }
  }

  /** What a family is called in CSS. */
  cssName(family) {
    return this.families.get(family)?.css ?? family;
  }

  /** The font list of a family by itself, ending in the face of boxes. */
  lone(family) {
    return loneStack(this.cssName(family));
  }

  has(family) {
    return this.families.has(family);
  }

  /**
   * The font list of one text: its family, then a fallback for each script in it.
   *
   * @param {string} family
   * @param {string} text
   * @param {string} language BCP 47, decides between Chinese, Japanese and Korean forms
   * @returns {string} CSS font-family list
   */
  stack(family, text, language) {
    const names = [this.cssName(family)];
    const add = (entry) => names.push(this.companion(family, entry, text), entry.family);
    const scripts = scriptsOf(text, language);
    for (const script of scripts) {
      this.fallbacks.filter((entry) => entry.script === script).forEach(add);
    }
    this.fallbacks.filter((entry) => entry.script === "Latn").forEach(add);
    return [...new Set([...names, LAST_RESORT])].map(quote).join(",");
  }

  // The companion nearest in style that holds the whole text. The Han, Kana and Hangul serifs hold the everyday
  // set alone: a name with a rarer character is set in sans throughout, never in two styles.
  companion(family, { script, ...entry }, text) {
    const { category, fallback } = this.families.get(family) ?? {};
    const wanted = [category === "script" && entry.scriptFamily, fallback === "serif" && entry.serifFamily];
    const near = wanted.filter(Boolean).find((name) => coversScript(this.families.get(name), script, text));
    return near ?? entry.family;
  }

  /** Make the faces of a stack known to the page and load the slices that hold the characters of a text. */
  load(stack, weight, style, text) {
    const characters = [...new Set(text)].sort().join("");
    const key = `${style} ${weight} ${stack} ${characters}`;
    if (!this.loading.has(key)) {
      if (this.loading.size > 5000) this.loading.clear();
      for (const name of stack.split(",")) this.register(name.slice(1, -1));
      const fetched = document.fonts.load(`${style} ${weight} 16px ${stack}`, characters || " ");
      this.loading.set(key, this.onAway ? fetched.catch((fault) => this.#away(fault, key)) : fetched);
    }
    return this.loading.get(key);
  }

  #away(fault, key) {
    if (fault.name !== "NetworkError") throw fault;
    this.loading.delete(key);
    this.onAway();
  }

  /** Make what could not be fetched known anew: a face that has failed once is never tried again. */
  retry() {
    const failed = new Set([...document.fonts].filter(({ status }) => status === "error").map(({ family }) => family));
    for (const face of [...document.fonts]) {
      if (failed.has(face.family)) document.fonts.delete(face);
    }
    for (const family of failed) this.registered.delete(family.replace(/^"|"$/g, ""));
    this.loading.clear();
  }

  register(name) {
    if (this.registered.has(name)) return;
    this.registered.add(name);
    if (name === LAST_RESORT) {
      addFace(name, LAST_RESORT_FILE, {});
      return;
    }
    const faces = (this.named.get(name) ?? this.families.get(name))?.faces ?? [];
    for (const style of ["normal", "italic"]) {
      const inStyle = faces.filter((face) => face.style === style);
      this.registerStyle(name, style, inStyle.length ? inStyle : faces);
    }
  }

  // Each face answers for the weights around it, and upright for a missing italic, so that the browser
  // never makes up a bold or a slant: those differ between canvas, screen and PDF.
  registerStyle(name, style, faces) {
    const sorted = faces.toSorted((a, b) => a.weight - b.weight);
    sorted.forEach((face, at) => {
      const from = at === 0 ? 1 : Math.floor((sorted[at - 1].weight + face.weight) / 2) + 1;
      const to = at === sorted.length - 1 ? 1000 : Math.floor((face.weight + sorted[at + 1].weight) / 2);
      for (const { file, unicodeRange } of face.files) {
        const range = unicodeRange ? { unicodeRange } : {};
        addFace(name, file.startsWith("/") ? file : this.baseUrl + file, { style, weight: `${from} ${to}`, ...range });
      }
    });
  }
}

// The end of an address, which is the digest of what is there.
const digestOf = (address) => address.slice(-16).replace(/[^0-9a-z]/gi, "");

function addFace(name, url, descriptors) {
  document.fonts.add(new FontFace(name, `url("${url}") format("woff2")`, descriptors));
}

/** Was this advance (of one character at the given size) drawn by the last resort? */
export const isLastResort = (advance, size) => Math.abs(advance / size - LAST_RESORT_ADVANCE) < 0.0002;

/** `family` alone, for asking whether it has a character. */
export const loneStack = (family) => `${quote(family)},${quote(LAST_RESORT)}`;
