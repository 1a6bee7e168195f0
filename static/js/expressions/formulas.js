/** Computed fields: formulas worked out in the order in which they need each other. Pure. */

import { check } from "./checker.js";
import { ExpressionError } from "./errors.js";
import { evaluate } from "./evaluator.js";
import { namesOf, parse } from "./parser.js";
import { toText } from "./values.js";

const MOST_KEPT = 500;
const parsed = new Map();

/** The tree of an expression; the same text is taken apart once. */
export function parsedOnce(source) {
  if (!parsed.has(source)) {
    if (parsed.size >= MOST_KEPT) parsed.clear();
    parsed.set(source, parse(source));
  }
  return parsed.get(source);
}

/** Key → type of the fields that a document declares, and of the one that it always has. @returns {Record<string, string>} */
export function typesOf(fields) {
  return { ...Object.fromEntries((fields ?? []).map(({ key, type }) => [key, type])), "recipient.name": "text" };
}

/** What a formula must give for a field of this type. @returns {"number"|"date"|"boolean"|"any"} */
export const wantedBy = (type) => (["number", "date", "boolean"].includes(type) ? type : "any");

const formulasOf = (fields) => new Map((fields ?? []).filter(({ formula }) => formula).map((field) => [field.key, field]));

/** The tree of a formula that is right and goes in no circle, or an ExpressionError. */
export function checkedFormula({ key, type, formula }, fields) {
  const node = check(formula, typesOf(fields), wantedBy(type));
  const formulas = formulasOf(fields);
  const seen = new Set(); // for all names: what was passed once without a way leads nowhere
  for (const { key: name, at } of namesOf(node)) {
    const way = wayBetween(name, key, formulas, seen);
    if (way) throw new ExpressionError(at, `goes in a circle: ${[key, ...way].join(" → ")}; take one of them out`);
  }
  return node;
}

// The keys from one computed field to another that it needs, both ends included; null when there is no way.
function wayBetween(from, to, formulas, seen) {
  if (from === to) return [to];
  if (seen.has(from) || !formulas.has(from)) return null;
  seen.add(from);
  for (const key of needsOf(formulas.get(from).formula)) {
    const way = wayBetween(key, to, formulas, seen);
    if (way) return [from, ...way];
  }
  return null;
}

function needsOf(formula) {
  try {
    return new Set(namesOf(parsedOnce(formula)).map(({ key }) => key));
  } catch {
    return []; // its own fault is told at its own place
  }
}

/**
 * The fields that can be worked out: without computed ones whose formula has a fault, and those that need them (in Python:
 * templates_app/document/formulas.py, without_faulty).
 *
 * @param {Array<{key: string, type: string, formula?: string}>} fields of the document
 * @returns {object[]} the same list when all can be
 */
export function readableFields(fields = []) {
  const formulas = formulasOf(fields);
  const needs = new Map([...formulas].map(([key, { formula }]) => [key, needsOf(formula)]));
  const gone = new Set([...formulas.keys()].filter((key) => isFaulty(formulas.get(key), fields)));
  const leansOnGone = (key) => !gone.has(key) && [...needs.get(key)].some((name) => gone.has(name));
  for (let more = [...gone]; more.length; more.forEach((key) => gone.add(key))) more = [...needs.keys()].filter(leansOnGone);
  return gone.size ? fields.filter(({ key }) => !gone.has(key)) : fields;
}

function isFaulty(field, fields) {
  try {
    checkedFormula(field, fields);
    return false;
  } catch (error) {
    if (error instanceof ExpressionError) return true;
    throw error;
  }
}

/**
 * The values with those of the computed fields.
 *
 * @param {Array<{key: string, type: string, formula?: string}>} fields of the document
 * @param {Record<string, string>} values
 * @returns {{values: Record<string, string>, faults: Array<{key: string, at: number, index: number, message: string}>}}
 *   a formula with a fault has an empty value
 */
export function computedValues(fields, values) {
  const formulas = formulasOf(fields);
  const filled = { ...values };
  const faults = [];
  const done = new Set();
  const compute = (key) => {
    if (done.has(key)) return;
    done.add(key);
    const field = formulas.get(key);
    filled[key] = "";
    try {
      const node = checkedFormula(field, fields);
      for (const { key: needed } of namesOf(node)) if (formulas.has(needed)) compute(needed);
      filled[key] = toText(evaluate(node, filled, typesOf(fields)));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      faults.push({ key, at: error.at(field.formula), index: error.index, message: error.message });
    }
  };
  for (const key of formulas.keys()) compute(key);
  return { values: filled, faults };
}
