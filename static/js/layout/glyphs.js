/** Characters that no shipped font has: found by the width of the last resort's box. */

import { isLastResort, loneStack } from "./fonts.js";

const PROBE_SIZE = 100;
const INVISIBLE = /[\s\p{M}\p{Cf}\p{Cc}\uFE00-\uFE0F]/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function lacks(character, face, stack, ruler) {
  const { advance } = ruler.measure(character, { ...face, stack }, { size: PROBE_SIZE });
  return isLastResort(advance, PROBE_SIZE);
}

/**
 * @param {string} text
 * @param {object} face
 * @param {import("./ruler.js").Ruler} ruler
 * @returns {{characters: Set<string>, faults: Array<{code: string, characters: string}>}}
 *   faults: missing_glyph, fallback_font
 */
export function missingCharacters(text, face, ruler) {
  const characters = new Set();
  const borrowed = new Set();
  const lone = loneStack(face.family);
  for (const character of new Set(text)) {
    if (INVISIBLE.test(character) || !lacks(character, face, lone, ruler)) continue;
    if (lacks(character, face, face.stack, ruler)) characters.add(character);
    else borrowed.add(character);
  }
  const faults = [];
  if (characters.size) faults.push({ code: "missing_glyph", characters: [...characters].join("") });
  if (borrowed.size) faults.push({ code: "fallback_font", characters: [...borrowed].join("") });
  return { characters, faults };
}

/**
 * Parts without the emoji that no font has: a gap is better than a box in a name. Letters stay, as boxes that
 * nobody can overlook.
 */
export function withoutMissingEmoji(parts, { characters }) {
  const gone = (segment) => [...segment].some((one) => characters.has(one) && PICTOGRAPH.test(one));
  return parts.map((part) => {
    const segments = [...graphemes.segment(part.text)].map(({ segment }) => segment);
    if (!segments.some(gone)) return part;
    const text = segments.filter((segment) => !gone(segment)).join("");
    return { ...part, text: part.bound ? text.replace(/ {2,}/g, " ").trim() : text };
  });
}
