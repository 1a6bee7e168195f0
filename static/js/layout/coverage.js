/** Which characters a family of the font catalogue holds. Pure: runs in Node too. */

const HAN_SYSTEMS = new Set(["Jpan", "Hans", "Hant", "Kore"]);
const HAN_LETTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const letterTests = new Map();
const spansOf = new WeakMap();

function lettersOf(script) {
  if (HAN_SYSTEMS.has(script)) return HAN_LETTERS;
  if (!letterTests.has(script)) letterTests.set(script, new RegExp(`\\p{Script=${script}}`, "u"));
  return letterTests.get(script);
}

// Sorted [first, last] code points of the family's first face.
function spans(family) {
  if (!spansOf.has(family)) {
    const parts = family.faces[0].files.flatMap(({ unicodeRange }) => unicodeRange.split(","));
    const pairs = parts.map((part) => part.slice(2).split("-").map((hex) => parseInt(hex, 16)));
    spansOf.set(family, pairs.map(([first, last = first]) => [first, last]).sort((a, b) => a[0] - b[0]));
  }
  return spansOf.get(family);
}

function holds(family, point) {
  const sorted = spans(family);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle][0] <= point) low = middle + 1;
    else high = middle;
  }
  return low > 0 && point <= sorted[low - 1][1];
}

/** Does the family hold every character of a text? Spaces are nobody's. @param {object} family of the catalogue @param {string} text */
export const coversText = (family, text) => [...text].every((character) => /\s/u.test(character) || holds(family, character.codePointAt(0)));

/**
 * Does the family hold every letter of one script in a text?
 *
 * @param {object} family of the catalogue
 * @param {string} script ISO 15924 code of a fallback
 * @param {string} text
 */
export function coversScript(family, script, text) {
  const isLetter = lettersOf(script);
  return [...text].every((character) => !isLetter.test(character) || holds(family, character.codePointAt(0)));
}
