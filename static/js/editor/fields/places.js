/** Where a design names its fields: texts, links, QR codes, pictures, conditions and formulas. Pure. */

import { everyElement, mapShared, mapSiblings, withChanges } from "../document/tree.js";
import { parse } from "./grammar.js";

/** Properties of an element with placeholders in them, by what they are called for people. */
const TEXTS = { text: "text", content: "QR code", link: "link" };
const SOURCE = "field:";
// Names of an expression, and texts in quotes, in which a key is only a word.
const NAME = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*/g;

/**
 * @typedef {object} Use
 * @property {string} where "text", "QR code", "link", "picture", "condition" or "formula"
 * @property {string} [element] id of the element
 * @property {number} [page]
 * @property {string} [field] key of the computed field
 */

/** @param {object} document @returns {Map<string, Use[]>} key → where it is named */
export function usesOf(document) {
  const uses = new Map();
  const add = (key, use) => uses.set(key, [...(uses.get(key) ?? []), use]);
  document.pages.forEach((page, at) => {
    for (const element of everyElement(page.elements)) {
      for (const { key, where } of namedBy(element)) add(key, { where, element: element.id, page: at });
    }
  });
  for (const { key: field, formula } of document.fields ?? []) {
    for (const key of new Set(namesOf(formula))) add(key, { where: "formula", field });
  }
  return uses;
}

function namedBy(element) {
  const found = Object.entries(TEXTS).flatMap(([property, where]) => {
    const { placeholders } = parse(typeof element[property] === "string" ? element[property] : "");
    return [...new Set(placeholders.map(({ key }) => key))].map((key) => ({ key, where }));
  });
  if (element.source?.startsWith(SOURCE)) found.push({ key: element.source.slice(SOURCE.length), where: "picture" });
  return [...found, ...[...new Set(namesOf(element.when))].map((key) => ({ key, where: "condition" }))];
}

const namesOf = (expression = "") => (expression.match(NAME) ?? []).filter((name) => !/^["']/.test(name));

/**
 * @param {object} document
 * @param {string} from a key
 * @param {string} to the key that stands in all its places from now on
 * @returns {object} the declarations stay as they are
 */
export function renamed(document, from, to) {
  const inExpression = (text) => text.replace(NAME, (name) => (name === from ? to : name));
  return mapPlaces(document, {
    placeholder: (placeholder) => (placeholder.key === from ? { ...placeholder, key: to } : placeholder),
    key: (key) => (key === from ? to : key),
    expression: inExpression,
  });
}

/**
 * @param {object} document
 * @param {{placeholder: (found: import("./grammar.js").Placeholder) => object, key?: (key: string) => string, expression?: (text: string) => string}} change
 *   of each placeholder, of the key of a picture, of a condition or formula; what is given back is what stands there
 * @returns {object}
 */
export function mapPlaces(document, { placeholder, key = (name) => name, expression = (text) => text }) {
  const inText = (text) => rewritten(text, placeholder);
  const ofElement = (element) => {
    const changes = {};
    for (const property of Object.keys(TEXTS)) if (typeof element[property] === "string") changes[property] = inText(element[property]);
    if (element.source?.startsWith(SOURCE)) changes.source = SOURCE + key(element.source.slice(SOURCE.length));
    if (element.when) changes.when = expression(element.when);
    return withChanges(element, changes);
  };
  const drawn = mapSiblings(document, (siblings) => mapShared(siblings, ofElement));
  const fields = mapShared(document.fields ?? [], (field) => (field.formula ? withChanges(field, { formula: expression(field.formula) }) : field));
  return fields === document.fields || !document.fields ? drawn : { ...drawn, fields };
}

function rewritten(text, change) {
  let [made, at] = ["", 0];
  for (const found of parse(text).placeholders) {
    const { key, format, argument } = change(found);
    made += text.slice(at, found.start) + `{${key}${format && `|${format}`}${argument && `:${argument}`}}`;
    at = found.end;
  }
  return made + text.slice(at);
}
