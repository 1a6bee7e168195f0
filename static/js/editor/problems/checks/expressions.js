/** Conditions of elements and formulas of fields: their grammar, what they name, circles, and what the samples make of them. */

import { checkExpression, checkFormula, computedValues } from "../../../expressions/index.js";
import { placeholdersOf } from "../../../layout/placeholders.js";
import { updateElements } from "../../document/commands.js";
import { about, everyPlace } from "../problem.js";

const WHY = "Until then the design cannot be published.";
const WORD = /[A-Za-z_][\w.]*/y;
const MEANT = /did you mean ([\w.]+)\?/;

// The expression with the word at fault replaced by the one that was probably meant; null when none was.
function asMeant(text, { index, message }) {
  const meant = MEANT.exec(message)?.[1];
  WORD.lastIndex = index;
  const word = meant && WORD.exec(text)?.[0];
  return word ? text.slice(0, index) + meant + text.slice(index + word.length) : null;
}

const located = ({ at, message }) => `Character ${at + 1} ${message}.`;

/** `when` of elements. */
export const conditions = {
  name: "conditions",
  alsoHidden: true,
  needs: (view) => [view.document.fields],
  element(place, view) {
    const { id, when } = place.element;
    const error = when === undefined ? null : checkExpression(when, view.document.fields, "boolean").error;
    if (!error) return [];
    const put = (text) => (document) => updateElements(document, { [id]: { when: text } });
    const better = asMeant(when, error);
    const mends = [...(better ? [{ label: `Write ${better}`, edit: put(better) }] : []), { label: "Show it always", edit: put(undefined) }];
    return [about("error", "condition", place, "Its condition cannot be read", `${located(error)} ${WHY}`, mends)];
  },
};

/** `formula` of fields. */
export const formulas = {
  name: "formulas",
  document(view) {
    const { fields = [] } = view.document;
    const computed = fields.filter(({ formula }) => formula);
    if (!computed.length) return [];
    const faults = new Map(computedValues(fields, view.sets[0]).faults.map((fault) => [fault.key, fault]));
    return computed.flatMap((field) => ofField(field, fields, faults.get(field.key), view) ?? []);
  },
};

function ofField(field, fields, fault, view) {
  const { error } = checkFormula(field, fields);
  if (!error && !fault) return null;
  const ids = [...everyPlace(view.document)].filter(({ element }) => element.type === "text" && placeholdersOf(element.text).some(({ key }) => key === field.key)).map(({ element }) => element.id);
  if (!error) {
    return { level: "warning", code: "formula_value", ids, what: `${field.label} cannot be worked out with the samples`, why: located(fault), mends: [] };
  }
  const better = asMeant(field.formula, error);
  const change = (changes) => (document) => ({ ...document, fields: document.fields.map((each) => (each.key === field.key ? withoutEmpty({ ...each, ...changes }) : each)) });
  const mends = better ? [{ label: `Write ${better}`, edit: change({ formula: better }) }] : [];
  mends.push({ label: "Take it from the list instead", edit: change({ formula: undefined }) });
  return { level: "error", code: "formula", ids, what: `The formula of ${field.label} cannot be read`, why: `${located(error)} ${WHY}`, mends };
}

const withoutEmpty = (field) => Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined));
