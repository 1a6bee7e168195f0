// A view of a small document for the checks: laid out by the layout module with letters of equal width, half as wide as high.
import { readFileSync } from "node:fs";

import { layoutContext } from "../../../static/js/layout/context.js";
import { FontBook } from "../../../static/js/layout/fonts.js";
import { Search } from "../../../static/js/editor/problems/search.js";
import { Views } from "../../../static/js/editor/problems/view.js";
import { frozen } from "./documents.mjs";

const catalogue = JSON.parse(readFileSync(new URL("../../../static/fonts/catalogue.json", import.meta.url), "utf8"));
const fonts = new FontBook(catalogue, "/static/fonts/");
const WIDTH = 0.5;
const LAST_RESORT_WIDTH = 0.7813;

// A font has what its catalogue entry names; ☃ and 𒀀 none draws.
const ruler = {
  measure: (text, face, { size, letterSpacing = 0 }) => {
    const advance = "☃𒀀".includes(text) ? size * LAST_RESORT_WIDTH : [...text].length * (size * WIDTH + letterSpacing);
    return { advance, left: 0, right: advance, ascent: size * 0.7, descent: size * 0.2 };
  },
  vertical: () => ({ ascent: 0.9, descent: 0.3 }),
};

const known = (key, label, type, sample, isSystem = false) => ({ key, label, type, sample, isSystem });
export const REGISTRY = [
  known("recipient.name", "Recipient name", "text", "Ana Ortiz"),
  known("course.title", "Course", "text", "Sailing"),
  known("certificate.issued_on", "Date of issue", "date", "2026-11-21", true),
  known("verify.url", "Verify address", "url", "https://example.org/v/7K", true),
  known("verify.qr", "Verify address for QR codes", "url", "HTTPS://EXAMPLE.ORG/V/7K", true),
];

export const textOf = (id, text, more = {}) => ({ id, type: "text", x: 40, y: 40, width: 100, height: 20, text, font: { family: "EB Garamond" }, size: 16, ...more });

/** The name and a way to verify, so that a design lacks neither. */
export const COMPLETE = [
  textOf("name", "{recipient.name}", { y: 90, x: 20, width: 250 }),
  { id: "proof", type: "qr", x: 200, y: 140, width: 30, height: 30, content: "{verify.qr}" },
];

export const designOf = (elements, more = {}) =>
  frozen({ version: 1, title: "Course", language: "en", pages: [{ width: 297, height: 210, elements: [...elements, ...COMPLETE] }], ...more });

const views = (pictures, modules, fonts) =>
  new Views({
    registry: REGISTRY,
    kinds: { text: { texts: ["text"] }, qr: { texts: ["content"] }, image: { pictures: ["source"] }, rating: { keys: ["field"] } },
    samples: Object.fromEntries(REGISTRY.map(({ key, sample }) => [key, sample])),
    fonts,
    contextOf: (values, document) => layoutContext(document, values, { fonts, ruler }),
    pictures: () => pictures,
    modules,
    told: ({ told = [] }) => told,
  });

/** @param {object} document @param {{scripts?: string[], seen?: object, pictures?: object, modules?: Function, own?: object[]}} [facts] seen: by id; own: fonts of the team */
export function problemsIn(document, { scripts = [], seen = {}, pictures = {}, modules = () => 33, own = [] } = {}) {
  const surveyed = new Map(Object.entries(seen));
  const view = views(new Map(Object.entries(pictures)), (element, values, ecc) => modules(ecc), own.length ? new FontBook(catalogue, "/static/fonts/", own) : fonts).of(document, scripts, 0, () => surveyed);
  return last(new Search().run(view));
}

export function last(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** What is found, shortly: level, code and elements. */
export const briefly = (problems) => problems.map(({ level, code, ids }) => `${level} ${code} ${ids}`.trim());

/** The document after the first mend of the one problem with this code. */
export function mended(document, code, facts, at = 0) {
  const [problem] = problemsIn(document, facts).filter((each) => each.code === code);
  return frozen(problem.mends[at].edit(document));
}
