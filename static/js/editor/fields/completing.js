/** What a list offers while a placeholder is typed: first fields, then formats. Pure. */

import { formatValue } from "../../layout/formats.js";
import { FORMATS, FORMATS_OF_TYPE } from "./grammar.js";

// A label is no longer; beyond it somebody writes on after a brace.
const LONGEST = 80;
const MOST_OFFERED = 50;
const DECIMALS_OFFERED = { number: ["0", "1", "2"], percent: ["0", "1"] };
const DATES_OFFERED = ["long", "full", "medium", "short", "iso"];

/**
 * @param {string} text
 * @param {number} caret
 * @returns {{start: number, end: number, key: string, query: string, stage: "field" | "format"} | null} the placeholder in which the
 *   caret stands, from its brace to its end, and what is typed of its key or of its format
 */
export function typedAt(text, caret) {
  const start = text.lastIndexOf("{", caret - 1);
  if (start < 0 || caret === 0) return null;
  const braces = /\{+$/.exec(text.slice(0, start + 1))[0].length;
  const typed = text.slice(start + 1, caret);
  if (braces % 2 === 0 || /[{}\n]|^\s|\s{2}/.test(typed) || typed.length > LONGEST) return null;
  const rest = /^[^\s{}]*\}/.exec(text.slice(caret))?.[0] ?? /^[a-z0-9_.|:]*/.exec(text.slice(caret))[0];
  const [key, format] = typed.split("|");
  const stage = format === undefined ? "field" : "format";
  return { start, end: caret + rest.length, key, query: format ?? key, stage };
}

/**
 * @param {string} query
 * @param {import("./book.js").Field[]} fields
 * @returns {import("./book.js").Field[]} those whose key or label has it, the best first; of those that fit alike the design's own
 */
export function matching(query, fields) {
  const wanted = folded(query.trim());
  const rank = ({ key, label }) => {
    const names = [key, folded(label)];
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.split(/[\s._]+/).some((word) => word.startsWith(wanted)))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  const ranked = fields.map((field) => ({ field, rank: rank(field) + (field.isDeclared ? 0 : 0.5) }));
  return ranked
    .filter((each) => each.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ field }) => field)
    .slice(0, MOST_OFFERED);
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * @param {import("./book.js").Field} field
 * @param {string} language BCP 47, of the text
 * @param {string} [query] what is typed of the format
 * @returns {{text: string, format: string, example: string}[]} whole placeholders, each with what it makes of the sample
 */
export function formatsOf(field, language, query = "") {
  const formats = (FORMATS_OF_TYPE[field.type] ?? []).flatMap((format) => argumentsOf(format).map((argument) => [format, argument]));
  return formats
    .map(([format, argument]) => ({
      text: `{${field.key}|${format}${argument && `:${argument}`}}`,
      format: `${format}${argument && `:${argument}`}`,
      example: formatValue(field.sample, format, argument, language),
    }))
    .filter(({ format }) => format.startsWith(query));
}

function argumentsOf(format) {
  if (!FORMATS[format].length) return [""];
  return format === "date" ? DATES_OFFERED : DECIMALS_OFFERED[format];
}
