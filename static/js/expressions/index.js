/**
 * The small language of computed fields and conditions: docs/expressions.md. Pure: no page, no eval.
 *
 *     checkExpression("course.score >= 90", document.fields, "boolean");   // {} or {error: {at, index, message}}
 *     computedValues(document.fields, values);                             // {values, faults}: with computed fields
 *     isShown(element, values, typesOf(document.fields));                  // by its `when`
 */

export { SYSTEM_TYPES } from "./checker.js";
export { ExpressionError } from "./errors.js";
export { FUNCTIONS } from "./functions.js";
export { computedValues, readableFields, typesOf, wantedBy } from "./formulas.js";
export { checkExpression, checkFormula, evaluateExpression, isShown } from "./checking.js";
