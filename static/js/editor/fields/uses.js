/** Where a design names its fields: texts, links, QR codes, pictures, conditions and formulas. Pure. */

import { everyElement } from "../../layout/walk.js";
import { mapShared, mapSiblings, withChanges } from "../document/tree.js";
import { parse } from "./grammar.js";

const SOURCE = "field:";
const LINK = "link"; // of any element
// Names of an expression, but those of functions, and texts in quotes, in which a key is only a word.
const NAME = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*(?![A-Za-z0-9_.]|\s*\()/g;
// Words of the language: no field is named by them.
const WORDS = ["and", "or", "not", "true", "false", "empty"];

/**
 * What elements of each type bind, as the server knows it (templates_app/document/element_types/): properties with placeholders, those that
 * name a picture, those that hold a key. A place inside a list is written `bars[].label`.
 *
 * @typedef {Record<string, {texts: string[], pictures: string[], keys: string[]}>} Kinds
 */

/**
 * @typedef {object} Use
 * @property {string} where "text", "QR code", "link", "picture", "value", "condition" or "formula"
 * @property {string} [element] id of the element
 * @property {number} [page]
 * @property {string} [field] key of the computed field
 */

/** @param {object} document @param {Kinds} kinds @returns {Map<string, Use[]>} key → where it is named */
export function usesOf(document, kinds) {
  const uses = new Map();
  const add = (key, use) => uses.set(key, [...(uses.get(key) ?? []), use]);
  document.pages.forEach((page, at) => {
    for (const element of everyElement(page.elements)) {
      for (const [key, where] of namedBy(element, kinds)) add(key, { where, element: element.id, page: at });
    }
  });
  for (const { key: field, formula } of document.fields ?? []) {
    for (const key of new Set(namesOf(formula))) add(key, { where: "formula", field });
  }
  return uses;
}

// Pairs of key and where, each once.
function namedBy(element, kinds) {
  const found = new Map();
  const add = (key, where) => found.set(`${key} ${where}`, [key, where]);
  mapElement(element, kinds, {
    placeholder: (placeholder, where) => add(placeholder.key, where) && placeholder,
    key: (key, where) => add(key, where) && key,
    expression: (text) => namesOf(text).forEach((key) => add(key, "condition")) ?? text,
  });
  return [...found.values()];
}

const namesOf = (expression = "") => (expression.match(NAME) ?? []).filter((name) => !/^["']/.test(name) && !WORDS.includes(name));

/**
 * @param {object} document
 * @param {string} from a key
 * @param {string} to the key that stands in all its places from now on
 * @param {Kinds} kinds
 * @returns {object} the declarations stay as they are
 */
export function renamed(document, from, to, kinds) {
  return mapPlaces(document, kinds, {
    placeholder: (placeholder) => (placeholder.key === from ? { ...placeholder, key: to } : placeholder),
    key: (key) => (key === from ? to : key),
    expression: (text) => text.replace(NAME, (name) => (name === from && !WORDS.includes(name) ? to : name)),
  });
}

/**
 * @typedef {object} Change what stands there instead of each
 * @property {(found: import("./grammar.js").Placeholder, where: string) => object} placeholder
 * @property {(key: string, where: string) => string} [key] of a picture or of a property that holds a key
 * @property {(text: string) => string} [expression] a condition or a formula
 */

/** @param {object} document @param {Kinds} kinds @param {Change} change @returns {object} */
export function mapPlaces(document, kinds, change) {
  const drawn = mapSiblings(document, (siblings) => mapShared(siblings, (element) => mapElement(element, kinds, change)));
  if (!document.fields || !change.expression) return drawn;
  const fields = mapShared(document.fields, (field) => (field.formula ? withChanges(field, { formula: change.expression(field.formula) }) : field));
  return fields === document.fields ? drawn : { ...drawn, fields };
}

function mapElement(element, kinds, { placeholder, key = (name) => name, expression = (text) => text }) {
  const { texts = [], pictures = [], keys = [] } = kinds[element.type] ?? {};
  const inText = (where) => (text) => rewritten(text, (found) => placeholder(found, where));
  const inSource = (text) => (text.startsWith(SOURCE) ? SOURCE + key(text.slice(SOURCE.length), "picture") : text);
  const asText = element.type === "qr" ? "QR code" : "text";
  let changed = [...texts.filter((place) => place !== LINK), LINK].reduce((made, place) => mapAt(made, place, inText(place === LINK ? LINK : asText)), element);
  changed = pictures.reduce((made, place) => mapAt(made, place, inSource), changed);
  changed = keys.reduce((made, place) => mapAt(made, place, (name) => key(name, "value")), changed);
  return mapAt(changed, "when", expression);
}

// The texts at a place, such as "text" or "bars[].label"; the same thing when they stay the same.
function mapAt(thing, place, change) {
  const [name, ...inner] = place.split("[].");
  const value = thing[name];
  if (inner.length && Array.isArray(value)) return withChanges(thing, { [name]: mapShared(value, (each) => mapAt(each, inner.join("[]."), change)) });
  return typeof value === "string" ? withChanges(thing, { [name]: change(value) }) : thing;
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
