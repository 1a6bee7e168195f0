/** Which fields are offered where something is typed: in a text, in the content of a QR code, in a link. Pure. */

import { FOR_CODES, keyFrom } from "./book.js";
import { matching } from "./completing.js";
import { isKey } from "./grammar.js";

const NEW_LENGTH = 2; // a letter alone is no name of a field yet

/**
 * @typedef {"text" | "code" | "link"} Use where it is typed
 * @typedef {{label: string, key: string, sample?: string, field: import("./book.js").Field}} Offer
 */

/**
 * The address in capitals is for codes, nobody reads it; and what a link begins with is an address.
 *
 * @param {{start: number, query: string}} typed the placeholder: where it begins, what is typed of its key
 * @param {import("./book.js").Field[]} fields all that there are, declared or not
 * @param {Use} [use]
 * @returns {Offer[]} the best first; at the end a new field of that name, when none is called so
 */
export function fieldOffers({ start, query }, fields, use = "text") {
  const isBeginning = use === "link" && start === 0;
  const fitting = fields.filter(({ key, type }) => (use === "code" || key !== FOR_CODES) && (!isBeginning || type === "url"));
  const found = matching(query, fitting);
  const codesFirst = use === "code" ? found.toSorted((a, b) => (b.key === FOR_CODES) - (a.key === FOR_CODES)) : found;
  const offers = codesFirst.map((field) => ({ label: field.label, key: field.key, sample: field.sample, field }));
  const added = newField(query.trim(), fields, isBeginning ? "url" : "text");
  return added ? [...offers, { label: `Add the field “${added.label}”`, key: added.key, field: added }] : offers;
}

function newField(label, fields, type) {
  const isKnown = fields.some((field) => [field.key, field.label.toLowerCase()].includes(label.toLowerCase()));
  if (label.length < NEW_LENGTH || isKnown) return null;
  const key = keyFrom(label, fields.map((field) => field.key));
  return { key, label: isKey(label) ? sentence(label) : label, type, sample: "", isSystem: false, isDeclared: false };
}

// "course.level" → "Course level"
function sentence(key) {
  const words = key.replace(/[._]+/g, " ");
  return words[0].toUpperCase() + words.slice(1);
}
