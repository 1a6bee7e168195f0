/** What laying out one page for one recipient needs to know, and what it finds out. */

import { typesOf } from "../expressions/index.js";
import { Ruler } from "./ruler.js";
import { usableLanguage } from "./formats.js";

const MESSAGES = {
  overflow: () => "The text does not fit in its box.",
  shrunk_to_minimum: () => "The text only fits at its smallest size, with words broken where they are too long.",
  missing_glyph: ({ characters }) => `No font has a sign for: ${characters}`,
  fallback_font: ({ characters }) => `Another font was used for: ${[...characters].join(" ")}`,
  missing_image: ({ name }) => `There is no picture “${name}”.`,
  bad_link: () => "The link is no address that may be opened.",
};

/**
 * @param {object} document
 * @param {Record<string, string>} values
 * @param {object} tools
 * @param {import("./fonts.js").FontBook} tools.fonts
 * @param {Ruler} [tools.ruler]
 * @param {Map<string, object>} [tools.pictures] asset id → `{image, width, height, url}`
 * @param {object | null} [tools.placeholder] picture for a field that names none: an editor shows where photos will be
 * @param {(content: string, ecc: string) => string[] | undefined} [tools.matrix] rows of a QR code
 * @param {"hide"|"faint"} [tools.unmet] what becomes of elements whose condition is not true: an editor may show them faintly
 * @param {{when: string, is: boolean} | null} [tools.forced] a condition that counts as true or false whatever the values are
 * @param {boolean} [tools.isDraft] an editor: an element whose condition cannot be decided is shown instead of refused
 */
export function layoutContext(document, values, { fonts, ruler = new Ruler(), pictures = new Map(), placeholder = null, matrix, unmet = "hide", forced = null, isDraft = false }) {
  const warnings = [];
  return {
    values,
    types: typesOf(document.fields),
    unmet,
    isDraft,
    forced,
    fonts,
    ruler,
    pictures,
    placeholder,
    matrix: matrix ?? (() => undefined),
    language: usableLanguage(document.language ?? "en"),
    direction: document.direction === "rtl" ? "rtl" : "ltr",
    texts: [],
    codes: [],
    links: [],
    warnings,
    warn(element, fault) {
      warnings.push({ element, code: fault.code, message: MESSAGES[fault.code](fault) });
    },
  };
}
