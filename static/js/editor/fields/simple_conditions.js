/** Conditions of one field, one comparison and one value, as three controls write them: into an expression and back. Pure. */

import { parse } from "../../expressions/parser.js";
import { readDate, readNumber, toText } from "../../expressions/values.js";

const EMPTINESS = { empty: "has no value", filled: "has a value" };
const COMPARISONS = {
  text: { "=": "is", "!=": "is not", contains: "contains", ...EMPTINESS },
  choice: { "=": "is", "!=": "is not", ...EMPTINESS },
  number: { ">=": "is at least", ">": "is more than", "<=": "is at most", "<": "is less than", "=": "is", "!=": "is not", ...EMPTINESS },
  date: { ">=": "is on or after", ">": "is after", "<=": "is on or before", "<": "is before", "=": "is on", "!=": "is not on", ...EMPTINESS },
  boolean: { true: "is true", false: "is false" },
};
const NO_VALUE = ["empty", "filled", "true", "false"];

/** @typedef {{key: string, comparison: string, value: string}} Simple the value as people write it: 90, 2026-11-21, words */

/** @param {string} type of a field @returns {Record<string, string>} comparison → words, the usual one first */
export const comparisonsOf = (type) => COMPARISONS[type] ?? COMPARISONS.text;

/** @param {string} comparison @returns {boolean} */
export const takesValue = (comparison) => !NO_VALUE.includes(comparison);

/**
 * @param {Simple} simple
 * @param {string} type of its field
 * @returns {string | null} the expression; null while the value is missing or not of the type
 */
export function written({ key, comparison, value }, type) {
  if (comparison === "true") return key;
  if (comparison === "false") return `not ${key}`;
  if (comparison === "empty") return `${key} = empty`;
  if (comparison === "filled") return `${key} != empty`;
  const literal = literalOf(value.trim(), type);
  if (literal === null) return null;
  return comparison === "contains" ? `contains(${key}, ${literal})` : `${key} ${comparison} ${literal}`;
}

function literalOf(value, type) {
  if (!value) return null;
  if (type === "number") {
    const number = value.replace(",", ".");
    return readNumber(number) === null ? null : number;
  }
  if (type === "date") return readDate(value) === null ? null : `date("${value}")`;
  return `"${value.replaceAll('"', '""')}"`;
}

/**
 * @param {string} text an expression
 * @param {{key: string, type: string}[]} fields
 * @returns {Simple | null} null when it says more than three controls can
 */
export function simpleOf(text, fields) {
  try {
    const simple = read(parse(text));
    const field = fields.find(({ key }) => key === simple?.key);
    if (!field || !(simple.comparison in comparisonsOf(field.type))) return null;
    return sameKind(simple, field.type) ? { key: simple.key, comparison: simple.comparison, value: simple.value } : null;
  } catch {
    return null; // it cannot be read: the expression says what is wrong with it
  }
}

const sameKind = ({ kind }, type) => kind === undefined || kind === ({ number: "number", date: "date" }[type] ?? "text");

function read(node) {
  if (node.kind === "field") return { key: node.name, comparison: "true", value: "" };
  const [first, second] = node.parts;
  if (node.kind !== "call" || first?.kind !== "field") return null;
  if (node.name === "not") return { key: first.name, comparison: "false", value: "" };
  const found = second && valueOf(second);
  if (!found) return null;
  if (found.kind === "empty") return { key: first.name, comparison: { "=": "empty", "!=": "filled" }[node.name], value: "" };
  return { key: first.name, comparison: node.name, ...found };
}

function valueOf({ kind, name, value, parts }) {
  if (kind === "literal" && value === null) return { kind: "empty" };
  if (kind === "literal") return typeof value === "boolean" ? null : { kind: typeof value === "string" ? "text" : "number", value: toText(value) };
  const [inner] = parts.map(valueOf);
  if (parts.length !== 1 || !inner) return null;
  if (name === "negative" && inner.kind === "number") return { kind: "number", value: `-${inner.value}` };
  if (name === "date" && inner.kind === "text") return { kind: "date", value: inner.value };
  return null;
}
