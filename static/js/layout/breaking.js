/**
 * Line breaking. `Intl.Segmenter` finds the words, of Thai and Chinese too; the rules here say between which
 * of them a line may end (after UAX #14). A word that is longer than a line breaks between graphemes. Pure.
 */

const SPACE = /[ \u1680\u2000-\u2006\u2008-\u200A\u205F\u3000\u200B]/u;
const GLUE = /[\u00A0\u202F\u2007\u2060\u2011]/u;
// Closing punctuation, and signs that never begin a line (JLREQ "cl-02" to "cl-12", CLREQ 6.2.1).
const NEVER_STARTS =
  /[\p{Pe}\p{Pf}!?.,:;%‰°’”…‥·・、。，．：；！？％＂＇ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～〜‼⁇⁈⁉،؛؟۔।॥ๆฯ]/u;
const NEVER_ENDS = /[\p{Ps}\p{Pi}¿¡＄￥#＃‘“]/u;
const IDEOGRAPH = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\u3000-\u303F\uFF00-\uFFEF]|\p{Extended_Pictographic}/u;
const SPACELESS = /\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;
const LETTER = /\p{L}/u;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;

const wordSegmenter = new Intl.Segmenter(undefined, { granularity: "word" });
const graphemeSegmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function characterBefore(text, index) {
  const low = text.charCodeAt(index - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(index - 2, index) : text.slice(index - 1, index);
}

// The last character that is not a mark, joiner or selector laid upon another.
function baseBefore(text, index) {
  let end = index;
  let character = characterBefore(text, end);
  while (end > 0 && /[\p{M}\u200C\u200D\uFE0E\uFE0F]/u.test(character)) {
    end -= character.length;
    character = characterBefore(text, end);
  }
  return character;
}

const characterAt = (text, index) => String.fromCodePoint(text.codePointAt(index));

/** May a line end before `index`? Spaces stay with the line that they end. @returns {boolean} */
function mayBreak(text, index) {
  const next = characterAt(text, index);
  const previous = baseBefore(text, index);
  if (SPACE.test(next) || GLUE.test(next) || GLUE.test(previous)) return false;
  if (NEVER_STARTS.test(next)) return false;
  if (SPACE.test(previous)) return !NEVER_ENDS.test(lastInk(text, index));
  if (NEVER_ENDS.test(previous)) return false;
  return breaksBetween(text, index, previous, next);
}

function lastInk(text, index) {
  let end = index;
  while (end > 0 && SPACE.test(text[end - 1])) end -= 1;
  return end > 0 && text[end - 1] !== "\u200B" ? baseBefore(text, end) : "";
}

function breaksBetween(text, index, previous, next) {
  if (IDEOGRAPH.test(previous) || IDEOGRAPH.test(next)) return true;
  if (SPACELESS.test(previous) && SPACELESS.test(next)) return true;
  if (/[-\u2010]/.test(previous)) return LETTER.test(next) && LETTER.test(characterBefore(text, index - 1));
  if (/[\u2013\u2014]/.test(previous)) return ALPHANUMERIC.test(next);
  return previous === "/" && LETTER.test(next) && ALPHANUMERIC.test(characterBefore(text, index - 1));
}

/** Places in a paragraph at which a line may end, ascending, its end included. @returns {number[]} */
export function breakPlaces(text) {
  const places = [];
  for (const { index } of wordSegmenter.segment(text)) {
    if (index > 0 && mayBreak(text, index)) places.push(index);
  }
  places.push(text.length);
  return places;
}

function trimEnd(text, start, end) {
  let trimmed = end;
  while (trimmed > start && SPACE.test(text[trimmed - 1])) trimmed -= 1;
  return trimmed;
}

// The longest part of a word that fits, at least one grapheme, split where neither side breaks a rule.
function splitWord(text, start, end, fits) {
  const edges = [];
  for (const { index, segment } of graphemeSegmenter.segment(text.slice(start, end))) {
    edges.push(start + index + segment.length);
  }
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(start, edges[middle])) low = middle;
    else high = middle - 1;
  }
  for (let at = low; at > 0; at -= 1) {
    const edge = edges[at];
    const next = characterAt(text, edge);
    if (!NEVER_STARTS.test(next) && !NEVER_ENDS.test(baseBefore(text, edge))) return edge;
  }
  return edges[low];
}

/**
 * Break one paragraph (no "\n" in it) into lines, greedily.
 *
 * @param {string} text
 * @param {(start: number, end: number) => boolean} fits does this part fit in a line?
 * @param {{splitWords: boolean}} options whether a word that is too long may be split
 * @returns {{lines: Array<{start: number, end: number}>, split: boolean, tooLong: boolean}}
 *   ranges without the spaces at line ends; `split`: a word was split; `tooLong`: one stands out of the box
 */
export function breakParagraph(text, fits, { splitWords }) {
  const lines = [];
  let split = false;
  let tooLong = false;
  let start = 0;
  let taken = 0;
  const places = breakPlaces(text);
  const close = (end) => {
    lines.push({ start, end: trimEnd(text, start, end) });
    start = end;
    taken = end;
  };
  for (let at = 0; at < places.length; ) {
    const place = places[at];
    if (fits(start, trimEnd(text, start, place))) {
      taken = place;
      at += 1;
    } else if (taken > start) {
      close(taken);
    } else if (splitWords && trimEnd(text, start, place) - start > 1) {
      const edge = splitWord(text, start, trimEnd(text, start, place), fits);
      if (edge >= trimEnd(text, start, place)) {
        tooLong = true;
        at += 1;
        close(place);
      } else {
        split = true;
        close(edge);
      }
    } else {
      tooLong = true;
      at += 1;
      close(place);
    }
  }
  if (taken > start || lines.length === 0) close(text.length);
  return { lines, split, tooLong };
}
