/** Declarations of fields: checked while they are edited, put into a design, taken out again. Pure. */

import { checkFormula } from "../../expressions/index.js";
import { fieldsOf, isReserved, NAME } from "./book.js";
import { FORMATS_OF_TYPE, isKey } from "./grammar.js";
import { patternFault } from "./patterns.js";
import { sampleBreach } from "./sample_fault.js";
import { mapPlaces, renamed } from "./uses.js";

const IS = {
  number: { test: (text) => /^-?[0-9]+(\.[0-9]+)?$/.test(text), like: "a plain number such as 40 or 3.5" },
  date: { test: isDay, like: "a day such as 2026-11-21" },
  email: { test: (text) => /^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$/.test(text), like: "an e-mail address" },
  url: { test: (text) => /^https?:\/\/[^\s/?#\\]+[^\s\\]*$/i.test(text), like: "an address that starts with https:// or http://" },
  boolean: { test: (text) => ["true", "false"].includes(text), like: "true or false" },
};

/** Which rules make sense for a type (templates_app/document/rule_faults.py). */
export const RULES = {
  text: ["min_length", "max_length", "pattern"],
  long_text: ["min_length", "max_length", "pattern"],
  number: ["min", "max"],
  date: ["min", "max"],
  choice: ["options"],
  email: ["min_length", "max_length", "pattern"],
  url: ["min_length", "max_length", "pattern"],
  image: [],
  boolean: [],
};

/** What says something about a value that a list supplies. */
const NOT_COMPUTED = ["sample", "required", "synonyms", ...new Set(Object.values(RULES).flat())];

function isDay(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/**
 * A declaration from what a form holds: texts without spaces around them, rules of the type alone, nothing that is empty, and of what is
 * computed nothing that is for lists.
 *
 * @param {Record<string, string | boolean>} written of the form; options one in a line
 * @param {object} [before] the declaration that is edited: what the form does not show stays
 * @returns {object}
 */
export function declarationFrom(written, before = {}) {
  const text = (name) => String(written[name] ?? "").trim();
  const field = { ...before, key: text("key"), label: text("label"), type: text("type"), sample: text("sample") };
  field.required = Boolean(written.required);
  if (before.type !== field.type) for (const name of Object.values(RULES).flat()) delete field[name];
  for (const name of RULES[field.type] ?? []) field[name] = valueOf(name, text(name), field.type);
  field.formula = text("formula");
  if (field.formula) for (const name of NOT_COMPUTED) delete field[name];
  for (const [name, value] of Object.entries(field)) if (value === "" || value === false || value?.length === 0) delete field[name];
  return field;
}

function valueOf(name, text, type) {
  if (name === "options") return [...new Set(text.split("\n").map((line) => line.trim()).filter(Boolean))];
  if (name.endsWith("_length") || (type === "number" && IS.number.test(text))) return text && Number(text);
  return text;
}

/**
 * @param {object} field a declaration
 * @param {object} document with the others
 * @param {string | null} before the key under which it is declared so far
 * @returns {Record<string, string>} property → what is wrong with it and what to do; empty when nothing is
 */
export function faultsOfField(field, document, before) {
  const taken = fieldsOf(document, []).some(({ key }) => key === field.key && key !== before);
  const wrong = {
    label: !field.label && "Give it a name.",
    key: keyFault(field.key, taken),
    type: field.key === NAME && field.type !== "text" && "The recipient’s name is a text.",
    sample: sampleFault(field),
    formula: formulaFault(field, document, before),
    options: field.type === "choice" && !field.formula && !field.options && "Write the options, one in a line.",
    pattern: patternWords(field.pattern),
    ...limitFaults(field),
  };
  return Object.fromEntries(Object.entries(wrong).filter(([, message]) => message));
}

function formulaFault(field, document, before) {
  const others = (document.fields ?? []).filter(({ key }) => key !== before);
  const { error } = field.formula ? checkFormula(field, others) : {};
  return error && `At character ${error.at + 1}: ${error.message}${error.message.endsWith("?") ? "" : "."}`;
}

function keyFault(key, isTaken) {
  if (!key) return "Give it a key, such as course.level.";
  if (!isKey(key)) return "Use small letters, digits, “_” and “.”, as in course.level.";
  if (isReserved(key)) return "The system supplies what begins with certificate., issuer. or verify. Begin otherwise.";
  return isTaken && "Another field has this key. Choose a different one.";
}

function sampleFault(field) {
  const { sample, type } = field;
  if (!sample) return null;
  return IS[type] && !IS[type].test(sample) ? `Write ${IS[type].like}.` : sampleBreach(field);
}

function limitFaults({ type, min, max, min_length: shortest, max_length: longest }) {
  const isLimit = (value) => value === undefined || IS[type]?.test(String(value));
  const isCount = (value) => value === undefined || (Number.isInteger(value) && value >= 1 && value <= 5000);
  return {
    min: !isLimit(min) && `Write ${IS[type].like}.`,
    max: isLimit(max) ? min !== undefined && max !== undefined && isLimit(min) && min > max && "Is less than the least." : `Write ${IS[type].like}.`,
    min_length: !isCount(shortest) && "Write a whole number from 1 to 5000.",
    max_length: isCount(longest) ? shortest > longest && "Is less than the shortest." : "Write a whole number from 1 to 5000.",
  };
}

function patternWords(pattern) {
  const fault = pattern && patternFault(pattern);
  return fault && `At character ${fault.at + 1}: ${fault.message}.`;
}

/**
 * Put a declaration into a design: in place of the one with the key `before`, which is renamed wherever it is named, else at the end.
 * Formats that its type does not know are taken out of the texts.
 *
 * @param {object} document
 * @param {object} field
 * @param {string | null} before
 * @param {import("./uses.js").Kinds} kinds
 * @returns {object}
 */
export function putField(document, field, before, kinds) {
  const fields = document.fields ?? [];
  const at = fields.findIndex(({ key }) => key === before);
  const placed = { ...document, fields: at < 0 ? [...fields, field] : fields.with(at, field) };
  const named = before !== null && before !== field.key ? renamed(placed, before, field.key, kinds) : placed;
  return withoutFormats(named, field, kinds);
}

function withoutFormats(document, { key, type }, kinds) {
  const allowed = FORMATS_OF_TYPE[type] ?? [];
  return mapPlaces(document, kinds, {
    placeholder: (found) => (found.key === key && !allowed.includes(found.format) ? { key, format: "", argument: "" } : found),
  });
}

/**
 * @param {object} document
 * @param {string} key of a declared field
 * @param {import("./uses.js").Kinds} kinds
 * @param {import("./book.js").Field} [instead] the field that stands in its places from now on
 * @returns {object}
 */
export function removeField(document, key, kinds, instead) {
  const left = { ...document, fields: document.fields.filter((field) => field.key !== key) };
  return instead ? withoutFormats(renamed(left, key, instead.key, kinds), instead, kinds) : left;
}
