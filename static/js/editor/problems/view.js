/**
 * What the checks look at: the document with its fields, values to try it with, and measures of how it is laid out and drawn.
 *
 * @typedef {object} View
 * @property {object} document
 * @property {Map<string, import("../fields/book.js").Field>} fields all that there are, by key, declared or not
 * @property {Map<string, object>} suggested the registry of fields, by key
 * @property {import("../fields/uses.js").Kinds} kinds where elements of each type name fields
 * @property {Record<string, string>[]} sets of values: the samples, then longer ones
 * @property {string[]} scripts chosen for the recipients
 * @property {Map<string, object>} families of the font catalogue, by name
 * @property {Map<string, {width: number, height: number, isVector?: boolean}>} pictures by asset id, px
 * @property {number} stamp another one when pictures or codes have come
 * @property {(element: object, values: object) => object | null} layout of a text: see `layoutText`
 * @property {(place: import("./problem.js").Place) => object | null} inkOf where a text is drawn, upright on the page in mm
 * @property {(page: number) => Map<string, import("./cover.js").Seen> | undefined} seen
 * @property {(element: object, ecc: string) => number | null} modules on each side of a QR code; null while it is not known
 * @property {(family: string, script: string, text: string) => string | null} fallbackOf the font that draws what a family lacks
 * @property {(text: string) => string[]} scriptsOf
 * @property {(element: object) => string[]} told what its type says of an element with the samples
 */

import { computedValues } from "../../expressions/index.js";
import { coversScript } from "../../layout/coverage.js";
import { layoutText } from "../../layout/text_layout.js";
import { scriptsOf } from "../../layout/scripts.js";
import { PX_PER_MM } from "../../layout/units.js";
import { boundsOfPoints } from "../geometry/boxes.js";
import { fieldsOf } from "../fields/book.js";
import { samplesOf } from "../fields/samples.js";
import { cornersOnPage } from "../geometry/nesting.js";
import { valueSets } from "./longest.js";

// The running number of somebody late in a long list.
const LATE = "10000";
// Shares of the size that letters reach above and below their line.
const ABOVE = 0.75;
const BELOW = 0.22;

/**
 * Makes views of one document after another; what stays the same stays the same object, so that checks need not look again.
 */
export class Views {
  #last = {};
  #layouts = new WeakMap();

  /**
   * @param {object} tools
   * @param {object[]} tools.registry of fields, as the page brings it
   * @param {import("../fields/uses.js").Kinds} tools.kinds
   * @param {Record<string, string>} tools.samples that the page brings
   * @param {import("../../layout/fonts.js").FontBook} tools.fonts
   * @param {(values: object, document: object) => object} tools.contextOf see `layoutContext`
   * @param {() => Map<string, object>} tools.pictures
   * @param {(element: object, values: object, ecc: string) => number | null} tools.modules
   * @param {(element: object, values: object) => string[]} tools.told
   */
  constructor(tools) {
    this.tools = tools;
    this.suggested = new Map(tools.registry.map((field) => [field.key, field]));
  }

  /** @param {object} document @param {string[]} scripts @param {number} stamp @param {View["seen"]} seen @returns {View} */
  of(document, scripts, stamp, seen) {
    const { fonts, pictures, modules, told } = this.tools;
    const { fields, sets } = this.#trying(document, scripts);
    const layout = (element, values) => this.#layout(element, values, document, stamp);
    return {
      document,
      fields,
      suggested: this.suggested,
      kinds: this.tools.kinds,
      sets,
      scripts,
      stamp,
      seen,
      families: fonts.families,
      pictures: pictures(),
      layout,
      inkOf: (place) => (place.element.type === "text" ? inkOf(place, layout(place.element, sets[0])) : null),
      modules: (element, ecc) => modules(element, sets[0], ecc),
      fallbackOf: (family, script, text) => fallbackOf(fonts, family, script, text),
      told: (element) => told(element, sets[0]),
      scriptsOf: (text) => scriptsOf(text, document.language),
    };
  }

  // The fields and the values to try, new ones only when what they come from is new.
  #trying(document, scripts) {
    const from = [document.fields, document.language, scripts];
    if (this.#last.from?.every((value, at) => value === from[at])) return this.#last;
    const fields = new Map(fieldsOf(document, this.tools.registry).map((field) => [field.key, field]));
    const samples = { ...this.tools.samples, ...samplesOf(document.fields), "certificate.language": document.language };
    const tried = valueSets(fields.values(), samples, { scripts, language: document.language });
    this.#last = { from, fields, sets: tried.map((values, at) => computedValues(document.fields, { sequence: at ? LATE : "1", ...values }).values) };
    return this.#last;
  }

  #layout(element, values, document, stamp) {
    const key = `${document.language} ${document.direction} ${stamp}`;
    const known = this.#layouts.get(element) ?? new Map();
    const last = known.get(values);
    if (last?.key === key) return last.layout;
    const layout = layoutText(element, this.tools.contextOf(values, document));
    known.set(values, { key, layout });
    this.#layouts.set(element, known);
    return layout;
  }
}

// Where the lines of a text are: its box may be much larger.
function inkOf({ element, groups }, layout) {
  if (!layout?.lines.length) return null;
  const [origin, right, , below] = cornersOnPage(element, groups);
  const mmOf = (px) => px / PX_PER_MM;
  const left = Math.min(...layout.lines.map(({ x }) => x));
  const end = Math.max(...layout.lines.map(({ x, width }) => x + width));
  const top = layout.lines[0].baseline - ABOVE * layout.size;
  const bottom = layout.lines.at(-1).baseline + BELOW * layout.size;
  const point = (x, y) => {
    const [across, down] = [mmOf(x) / element.width, mmOf(y) / element.height];
    return {
      x: origin.x + (right.x - origin.x) * across + (below.x - origin.x) * down,
      y: origin.y + (right.y - origin.y) * across + (below.y - origin.y) * down,
    };
  };
  return boundsOfPoints([point(left, top), point(end, top), point(end, bottom), point(left, bottom)]);
}

function fallbackOf(fonts, family, script, text) {
  const entries = fonts.fallbacks.filter((entry) => entry.script === script);
  const names = entries.flatMap((entry) => [fonts.companion(family, entry, text), entry.family]);
  return names.find((name) => coversScript(fonts.families.get(name), script, text)) ?? null;
}
