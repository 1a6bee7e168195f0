/** What panels and the layout ask of an expression. Pure. */

import { check, typeOf } from "./checker.js";
import { ExpressionError } from "./errors.js";
import { evaluate } from "./evaluator.js";
import { checkedFormula, parsedOnce, typesOf } from "./formulas.js";
import { namesOf } from "./parser.js";
import { toText } from "./values.js";

const told = (error, text) => {
  const { index, message, meant } = error;
  return { at: error.at(text), index, message, ...(meant && { meant }) };
};

function asked(text, work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { error: told(error, text) };
  }
}

/**
 * Whether an expression is right for a design, without values: while it is typed.
 *
 * @param {string} text
 * @param {Array<{key: string, type: string}>} fields of the document; those of the system are always known
 * @param {"any"|"text"|"number"|"date"|"boolean"} [wanted] what it must give
 * @returns {{type?: string, names?: string[], error?: {at: number, index: number, message: string, meant?: string}}}
 *   `at` counts characters from 0, `index` as strings do; `meant` is the word that should stand there; `names` are the fields that it names
 */
export function checkExpression(text, fields, wanted = "any") {
  return asked(text, () => {
    const types = typesOf(fields);
    const node = check(text, types, wanted);
    return { type: typeOf(node, types), names: [...new Set(namesOf(node).map(({ key }) => key))] };
  });
}

/** The same for the formula of a field, circles of computed fields included. @param {{key: string, type: string, formula: string}} field */
export function checkFormula(field, fields) {
  return asked(field.formula, () => {
    const others = (fields ?? []).filter(({ key }) => key !== field.key);
    checkedFormula(field, [...others, field]);
    return {};
  });
}

/**
 * What an expression gives, as it stands in the values of a certificate.
 *
 * @param {Record<string, string>} values
 * @returns {{value?: string, error?: {at: number, index: number, message: string}}}
 */
export function evaluateExpression(text, fields, values) {
  return asked(text, () => {
    const types = typesOf(fields);
    return { value: toText(evaluate(check(text, types), values, types)) };
  });
}

/**
 * Is an element drawn with these values? One without a condition always is.
 *
 * @param {{when?: string}} element
 * @param {Record<string, string>} values
 * @param {Record<string, string>} types see `typesOf`
 * @returns {boolean} or an ExpressionError for what only values can show
 */
export function isShown({ when }, values, types) {
  return when === undefined || evaluate(parsedOnce(when), values, types) === true;
}
