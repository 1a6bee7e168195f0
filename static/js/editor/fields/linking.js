/** What is wrong with the link of an element while it is typed, and what would mend it: the rules of the server (templates_app/document/bindings.py). Pure. */

import { faultsOf } from "./checking.js";
import { parse } from "./grammar.js";

const SCHEMES = ["https://", "http://", "mailto:"];
// A placeholder counts as one letter, so that mailto:{recipient.email} has something after its scheme.
const START = /^(?:https?:\/\/[^/\\]|mailto:.)/i;
const NOT_IN_LINK = /[\s\\<>"]+/g;
const PERSON = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/;
const SITE = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:].*)?$/i;

/**
 * @param {string} text
 * @param {import("./book.js").Field[]} fields all that there are, declared or not
 * @returns {ReturnType<typeof faultsOf>} in the order of the text
 */
export function linkFaults(text, fields) {
  const { placeholders, faults } = parse(text);
  const own = faultsOf(text, fields);
  if (faults.length || !text) return own;
  const isInside = (at) => placeholders.some(({ start, end }) => at >= start && at < end);
  const signs = [...text.matchAll(NOT_IN_LINK)].filter(({ index }) => !isInside(index)).map((found) => signFault(text, found));
  const start = startFault(text, placeholders, fields);
  // A space before it is all that is wrong with many a beginning.
  const found = /^\s|\s$/.test(text) ? [...own, ...signs, ...start] : [...own, ...start, ...signs];
  const told = found.filter((fault, at) => !found.slice(0, at).some(({ start: from, end }) => fault.start < end && from < fault.end));
  return told.toSorted((a, b) => a.start - b.start);
}

/** Whether it may still become a link: nobody is told that the first letters are wrong. @param {string} text @returns {boolean} */
export const isBegun = (text) => SCHEMES.some((scheme) => scheme.startsWith(text.toLowerCase()));

function signFault(text, { 0: signs, index: start }) {
  const end = start + signs.length;
  const isAtEdge = start === 0 || end === text.length;
  const mend = isAtEdge && !signs.trim() ? { label: "Take it out", text: "" } : { label: `Write it as ${encodeURIComponent(signs)}`, text: encodeURIComponent(signs) };
  return { start, end, message: "A link holds no spaces, quotes, backslashes or angle brackets.", mend };
}

// None or one.
function startFault(text, [first], fields) {
  const end = first?.start || text.length;
  if (first?.start === 0) {
    const field = fields.find(({ key }) => key === first.key);
    if (!field || field.type === "url") return [];
    const mend = { label: "Write mailto: before it", text: `mailto:${text.slice(0, first.end)}` };
    return [{ start: 0, end: first.end, message: `A link begins with an address, and ${field.label} is none.`, ...(field.type === "email" && { mend }) }];
  }
  if (START.test(text.replace(/\{[^{}]+\}/g, "x"))) return [];
  if (SCHEMES.includes(text.toLowerCase())) return [{ start: 0, end, message: `An address stands after ${text}.` }];
  const scheme = PERSON.test(text) ? "mailto:" : SITE.test(text) ? SCHEMES[0] : "";
  const mend = { label: `Write ${scheme} before it`, text: scheme + text.slice(0, end) };
  return [{ start: 0, end, message: "A link begins with https://, http:// or mailto:, or with a field that is an address.", ...(scheme && { mend }) }];
}
