/**
 * The fields of a design: those that it declares, those that every certificate has, and those that could be added. Pure.
 *
 * @typedef {object} Field
 * @property {string} key
 * @property {string} label
 * @property {string} type text, number, date, email, url, …
 * @property {string} sample
 * @property {boolean} isSystem supplied by the system: bound, never declared
 * @property {boolean} isDeclared the design has it, or needs no declaration of it
 */

import { isKey, parse } from "./grammar.js";

/** Every design has it, declared or not. */
export const NAME = "recipient.name";
/** What QR codes hold; nobody reads it. */
export const FOR_CODES = "verify.qr";
// The system supplies what is called so; nobody else may.
const RESERVED = /^(certificate|issuer|verify)\./;

/** @param {string} key @returns {boolean} */
export const isReserved = (key) => RESERVED.test(key);

/**
 * @param {object} document
 * @param {object[]} registry templates_app/document/registry.py
 * @returns {Field[]} those of the design first, then what could be added, then those of the system
 */
export function fieldsOf(document, registry) {
  const own = (document.fields ?? []).map((field) => ({ sample: "", ...field, isSystem: false, isDeclared: true }));
  const declared = new Set(own.map(({ key }) => key));
  const others = registry
    .filter(({ key }) => !declared.has(key))
    .map((field) => ({ ...field, isDeclared: field.isSystem || field.key === NAME }));
  const name = others.filter(({ key }) => key === NAME);
  return [...name, ...own, ...others.filter(({ key, isSystem }) => !isSystem && key !== NAME), ...others.filter(({ isSystem }) => isSystem)];
}

/** @param {Field[]} fields @returns {Record<string, string>} key → type of those that a text may name now */
export const typesOf = (fields) => Object.fromEntries(fields.filter(({ isDeclared }) => isDeclared).map(({ key, type }) => [key, type]));

/**
 * Fields of the recipients' list are declared once; the system's are always there.
 *
 * @param {object} document
 * @param {Field} field
 * @returns {object} the document in which texts may name the field
 */
export function declare(document, { key, label, type, sample, isSystem }) {
  const fields = document.fields ?? [];
  if (isSystem || fields.some((field) => field.key === key)) return document;
  return { ...document, fields: [...fields, { key, label, type, ...(sample ? { sample } : {}) }] };
}

/**
 * The same for all fields of the registry that a text names.
 *
 * @param {object} document
 * @param {string} text
 * @param {object[]} registry
 * @returns {object}
 */
export function declareNamed(document, text, registry) {
  const named = new Set(parse(text).placeholders.map(({ key }) => key));
  named.delete(NAME);
  return registry.filter(({ key }) => named.has(key)).reduce(declare, document);
}

/**
 * @param {string} label as somebody calls a new field, or its key
 * @param {string[]} taken
 * @returns {string} a key like it that is free
 */
export function keyFrom(label, taken) {
  const typed = label.trim().toLowerCase();
  const spelt = typed.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 56);
  const plain = isKey(typed) && !isReserved(typed) ? typed : /^[a-z]/.test(spelt) ? spelt : ["field", spelt].filter(Boolean).join("_");
  let [key, count] = [plain, 2];
  while (taken.includes(key)) key = `${plain}_${count++}`;
  return key;
}
