/** What completes a name in an expression while it is typed: keys of fields and functions. Pure. */

import { FUNCTIONS } from "../../expressions/index.js";
import { matching } from "./completing.js";

// In a text in quotes nothing is a name.
const OPEN_QUOTE = /^(?:[^"']|"[^"]*"|'[^']*')*["'][^"']*$/;

/**
 * @param {string} text
 * @param {number} caret
 * @returns {{start: number, end: number, query: string} | null} the name in which the caret stands
 */
export function nameAt(text, caret) {
  const before = text.slice(0, caret);
  const [query] = /[A-Za-z_][\w.]*$/.exec(before) ?? [""];
  if (!query || OPEN_QUOTE.test(before)) return null;
  const [rest] = /^[\w.]*/.exec(text.slice(caret));
  return { start: caret - query.length, end: caret + rest.length, query };
}

/**
 * @param {string} query
 * @param {import("./book.js").Field[]} fields that may be named
 * @returns {{label: string, key: string, sample: string, text: string}[]} fields first
 */
export function namesFor(query, fields) {
  const found = matching(query, fields).map(({ key, label, sample }) => ({ label, key, sample, text: key }));
  const functions = Object.entries(FUNCTIONS).filter(([name]) => name.startsWith(query.toLowerCase()));
  return [...found, ...functions.map(([name, { usage }]) => ({ label: `${name}(…)`, key: "function", sample: usage, text: `${name}(` }))];
}
