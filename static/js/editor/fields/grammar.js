/** A text taken apart as the server does it (templates_app/document/placeholders.py), with the places of what is wrong. Pure. */

const PIECE = /\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g;
const KEY = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;
const DECIMALS = ["0", "1", "2", "3", "4", "5", "6"];

/** Format → what it accepts after the colon; nothing: it takes none. */
export const FORMATS = {
  date: ["full", "long", "medium", "short", "iso"],
  number: DECIMALS,
  percent: DECIMALS,
  upper: [],
  lower: [],
};

/** Formats that make sense of a value, by the type of its field (templates_app/document/bindings.py). */
export const FORMATS_OF_TYPE = {
  text: ["upper", "lower"],
  long_text: ["upper", "lower"],
  choice: ["upper", "lower"],
  email: ["upper", "lower"],
  number: ["number", "percent"],
  date: ["date"],
};

/** @param {string} key @returns {boolean} whether a field may be called so */
export const isKey = (key) => KEY.test(key) && key.length <= 64;

/**
 * @typedef {{key: string, format: string, argument: string, start: number, end: number}} Placeholder `end` is exclusive
 * @typedef {{start: number, end: number, message: string}} Fault
 */

/**
 * @param {string} text
 * @returns {{placeholders: Placeholder[], faults: Fault[]}} in the order of the text; offsets as those of a text area
 */
export function parse(text) {
  const placeholders = [];
  const faults = [];
  for (const { 0: piece, index: start } of text.matchAll(PIECE)) {
    const end = start + piece.length;
    const fault = (message) => faults.push({ start, end, message });
    if (piece === "{") fault("“{” is never closed. Write “{{” for a brace.");
    else if (piece === "}") fault("“}” closes nothing. Write “}}” for a brace.");
    else if (piece[0] === "{" && piece !== "{{") {
      const found = placeholderOf(piece.slice(1, -1));
      if (found.message) fault(found.message);
      else placeholders.push({ ...found, start, end });
    }
  }
  return { placeholders, faults };
}

function placeholderOf(inside) {
  const [, key, bar, format, colon, argument] = /^([^|]*)(\|?)([^:]*)(:?)(.*)$/s.exec(inside);
  if (!isKey(key)) return { message: key ? `“${key}” is no key of a field. Keys have small letters, digits, “_” and “.”, as course.title.` : "Name a field between the braces." };
  if (!bar) return { key, format: "", argument: "" };
  const allowed = Object.hasOwn(FORMATS, format) ? FORMATS[format] : null;
  if (!allowed) return { message: `“${format}” is no format. Use ${listed(Object.keys(FORMATS))}.` };
  if (!allowed.length && colon) return { message: `The format ${format} stands alone: {${key}|${format}}.` };
  if (allowed.length && !allowed.includes(argument)) return { message: `After ${format}: stands ${listed(allowed)}.` };
  return { key, format, argument };
}

/** @param {string[]} words @returns {string} "a, b or c" */
export const listed = (words) => (words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
