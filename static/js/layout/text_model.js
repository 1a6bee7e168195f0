/**
 * A text as its lines see it: one plain string with the places of bound values, the direction of each
 * paragraph, and for any part of it the run to draw. Pure: runs in Node too.
 */

import { firstStrong, hasRtl } from "./scripts.js";

const LRI = "\u2066";
const RLI = "\u2067";
const PDI = "\u2069";
const LETTER_AT_END = /[\p{L}\p{M}\p{N}]['’]?$/u;
const DUTCH_IJ = /^ij/i; // one letter in two signs
const TRANSFORMS = {
  uppercase: (text, language) => text.toLocaleUpperCase(language),
  lowercase: (text, language) => text.toLocaleLowerCase(language),
  capitalize: capitalized,
};

// The first letter of each word; a word that began in the part before goes on.
function capitalized(text, language, before) {
  const words = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
  return [...words]
    .map(({ segment, index, isWordLike }) => {
      if (!isWordLike || (index === 0 && LETTER_AT_END.test(before))) return segment;
      const first = language.startsWith("nl") && DUTCH_IJ.test(segment) ? segment.slice(0, 2) : String.fromCodePoint(segment.codePointAt(0));
      return first.toLocaleUpperCase(language) + segment.slice(first.length);
    })
    .join("");
}

/**
 * @param {Array<{text: string, bound: boolean}>} parts
 * @param {{direction: "auto"|"ltr"|"rtl", fallbackDirection: "ltr"|"rtl", transform: string, language: string}} options
 * @returns {{text: string, isolates: Array<{start: number, end: number, direction: string}>,
 *   paragraphs: Array<{start: number, end: number, direction: "ltr"|"rtl"}>}}
 */
export function textModel(parts, { direction, fallbackDirection, transform, language }) {
  const change = TRANSFORMS[transform] ?? ((text) => text);
  let text = "";
  const values = [];
  for (const part of parts) {
    const start = text.length;
    text += change(part.text, language, text);
    if (part.bound) values.push({ start, end: text.length });
  }
  const mixed = hasRtl(text);
  const paragraphs = [];
  const isolates = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const base = direction === "auto" ? firstStrong(line, fallbackDirection) : direction;
    paragraphs.push({ start, end, direction: base });
    if (mixed) isolates.push(...isolatesWithin(text, values, start, end, base));
    start = end + 1;
  }
  return { text, isolates, paragraphs };
}

// A value keeps its own order and leaves that of its neighbours alone (UAX #9, 6.3), unless it is alone.
function isolatesWithin(text, values, start, end, base) {
  return values
    .map((value) => ({ start: Math.max(value.start, start), end: Math.min(value.end, end) }))
    .filter((value) => value.start < value.end && !(value.start === start && value.end === end))
    .map((value) => ({ ...value, direction: firstStrong(text.slice(value.start, value.end), base) }));
}

/**
 * The pieces of a part of the text: those of isolated values apart from the rest. Zero-width spaces have done
 * their work in line breaking and are left out.
 *
 * @returns {Array<{text: string, isolate: ""|"ltr"|"rtl"}>}
 */
export function piecesOf(model, start, end) {
  const pieces = [];
  let at = start;
  const push = (from, to, isolate) => {
    const text = model.text.slice(from, to).replaceAll("\u200B", "");
    if (text) pieces.push({ text, isolate });
  };
  for (const isolate of model.isolates) {
    if (isolate.end <= start || isolate.start >= end) continue;
    push(at, Math.max(isolate.start, start), "");
    push(Math.max(isolate.start, start), Math.min(isolate.end, end), isolate.direction);
    at = Math.min(isolate.end, end);
  }
  push(at, end, "");
  return pieces;
}

/** Pieces as one run for a canvas, which knows isolates by their characters. */
export function runOf(pieces) {
  return pieces
    .map(({ text, isolate }) => (isolate ? (isolate === "rtl" ? RLI : LRI) + text + PDI : text))
    .join("");
}

export const plainOf = (pieces) => pieces.map((piece) => piece.text).join("");
