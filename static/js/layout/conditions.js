/** Conditions of elements: `when` is an expression (docs/expressions.md). Pure. */

import { ExpressionError, isShown } from "../expressions/index.js";
import { LayoutError } from "./errors.js";

/**
 * Is the condition of an element true with these values? One without a condition always is.
 *
 * @returns {boolean} or a LayoutError for a condition that these values do not allow
 */
export function isMet(element, { values, types, isDraft, forced }) {
  if (forced && element.when === forced.when) return forced.is;
  try {
    return isShown(element, values, types);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (isDraft) return true;
    throw new LayoutError("bad_condition", `The condition “${element.when}” cannot be decided: ${error.message}.`);
  }
}
