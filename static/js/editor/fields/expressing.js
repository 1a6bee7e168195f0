/** What a list offers while an expression is typed: fields, functions and words; in quotes the options of a choice. Pure. */

import { FUNCTIONS } from "../../expressions/index.js";
import { matching } from "./completing.js";

const TEXT = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g;
const WORD = /[A-Za-z_][A-Za-z0-9_.]*$/;
const OPTION = /([a-z][a-z0-9_.]*)\s*(?:=|==|!=|<>)\s*(["'])([^"']*)$/;
const WORDS = { and: "both are true", or: "one of two is true", not: "the opposite", empty: "no value", true: "", false: "" };
const SEQUENCE = { key: "sequence", label: "Running number", type: "number", sample: "1", isSystem: true, isDeclared: true };

/**
 * @typedef {object} Offer
 * @property {string} label
 * @property {string} key what it is, in small type
 * @property {string} sample
 * @property {string} text that takes the place of the word
 * @property {import("./book.js").Field} [field] that the expression then names
 */

/** The fields that an expression may name: those of the design, those that could be added, those of the system. */
export const expressible = (fields) => (fields.some(({ key }) => key === "sequence") ? fields : [...fields, SEQUENCE]);

/**
 * @param {string} text
 * @param {number} caret
 * @param {import("./book.js").Field[]} fields
 * @returns {{start: number, end: number, offers: Offer[]}} what may stand in place of the text from start to end; no offers where
 *   nothing can be completed
 */
export function offersAt(text, caret, fields) {
  const before = text.slice(0, caret);
  const open = before.replace(TEXT, (found) => " ".repeat(found.length));
  if (/["']/.test(open)) return optionsAt(before, fields);
  const word = WORD.exec(open)?.[0] ?? "";
  const end = caret + /^[A-Za-z0-9_.]*/.exec(text.slice(caret))[0].length;
  if (!word) return { start: caret, end: caret, offers: [] };
  const offers = [...fieldOffers(word, fields), ...wordOffers(word), ...functionOffers(word)];
  const isWhole = offers.length === 1 && offers[0].text === word;
  return { start: caret - word.length, end, offers: isWhole ? [] : offers };
}

function optionsAt(before, fields) {
  const [found, key, quote, typed] = OPTION.exec(before) ?? [];
  const options = fields.find((field) => field.key === key)?.options ?? [];
  const wanted = options.filter((option) => found && option.toLowerCase().startsWith(typed.toLowerCase()) && option !== typed);
  const offers = wanted.map((option) => ({ label: option, key: "option", sample: "", text: `${quote}${option.replaceAll(quote, quote + quote)}${quote}` }));
  return { start: before.length - (found ? typed.length + 1 : 0), end: before.length, offers };
}

function fieldOffers(word, fields) {
  return matching(word, fields)
    .filter(({ key, label }) => key !== word && (word.length > 1 || beginsWith(word, key, label)))
    .map((field) => ({ label: field.label, key: field.key, sample: field.sample ?? "", text: field.key, field }));
}

// A single letter is somewhere in most names.
const beginsWith = (letter, ...names) => names.some((name) => name.toLowerCase().split(/[\s._]+/).some((part) => part.startsWith(letter)));

function functionOffers(word) {
  return Object.entries(FUNCTIONS)
    .filter(([name]) => name.startsWith(word))
    .map(([name, { usage }]) => ({ label: `${name}(…)`, key: "function", sample: `Takes ${usage}`, text: `${name}(` }));
}

function wordOffers(word) {
  return Object.entries(WORDS)
    .filter(([name]) => name.startsWith(word) && name !== word)
    .map(([name, sample]) => ({ label: name, key: "word", sample, text: name }));
}

/**
 * Where a fault is marked: the word or sign at its place, or the last sign when something is missing at the end.
 *
 * @param {string} text
 * @param {number} index as strings count
 * @returns {{start: number, end: number}}
 */
export function placeOf(text, index) {
  const start = index >= text.trimEnd().length ? Math.max(0, text.trimEnd().length - 1) : index;
  const length = /^(?:[\w.]+|[^])/u.exec(text.slice(start))?.[0].length ?? 0;
  return { start, end: start + length };
}
