/** What is wrong with the placeholders of a text while it is typed, and what would mend it. Pure. */

import { nearest } from "./nearness.js";
import { FORMATS_OF_TYPE, listed, parse } from "./grammar.js";

/**
 * @param {string} text
 * @param {import("./book.js").Field[]} fields all that there are, declared or not
 * @returns {{start: number, end: number, message: string, mend?: {label: string, text: string}}[]} in the order of the text;
 *   `mend.text` goes where the fault is
 */
export function faultsOf(text, fields) {
  const { placeholders, faults } = parse(text);
  const misused = placeholders.map((placeholder) => misuse(placeholder, fields)).filter(Boolean);
  return [...faults.map((fault) => withMend(text, fault, fields)), ...misused].toSorted((a, b) => a.start - b.start);
}

function misuse({ key, format, argument, start, end }, fields) {
  const field = fields.find((each) => each.key === key);
  if (!field) {
    const near = nearest(key, fields);
    const rest = format ? `|${format}${argument && `:${argument}`}` : "";
    const mend = near && { label: `Did you mean ${near.key}?`, text: `{${near.key}${rest}}` };
    return { start, end, message: `No field is called ${key}.`, ...(mend && { mend }) };
  }
  const allowed = FORMATS_OF_TYPE[field.type] ?? [];
  if (!format || allowed.includes(format)) return null;
  const use = allowed.length ? `Use ${listed(allowed)}.` : "It stands as it is.";
  return { start, end, message: `${field.label} cannot be shown as ${format}. ${use}`, mend: { label: "Show it as it is", text: `{${key}}` } };
}

// A key in other letters, or with its label for a name, is nearly right.
function withMend(text, fault, fields) {
  const inside = /^\{([^{}|]+)(\|[^{}]*)?\}$/s.exec(text.slice(fault.start, fault.end));
  const near = inside && nearest(inside[1].trim(), fields);
  return near ? { ...fault, mend: { label: `Did you mean ${near.key}?`, text: `{${near.key}}` } } : fault;
}
