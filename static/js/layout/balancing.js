/**
 * Balanced lines: a centred text of a few lines gets lines of like length, so that no short word stands alone under a
 * full line (as `text-wrap: balance` of CSS Text 4 does). Each paragraph keeps its number of lines. Pure.
 */

import { breakParagraph } from "./breaking.js";

// Longer texts are read, not looked at: they stay as they are, as in browsers.
const MOST_LINES = 6;
// Halvings of the measure; finer ones move no word.
const STEPS = 7;

/**
 * @param {{text: string, paragraphs: Array<{start: number, end: number, direction: string}>}} model
 * @param {Array<{start: number, end: number, direction: string, last: boolean}>} lines broken at `limit`
 * @param {number} limit px
 * @param {(start: number, end: number, paragraph: object) => number} widthOf px
 * @returns {object[]} as many lines, each paragraph's in the narrowest measure that holds them without splitting a word
 */
export function balanceLines(model, lines, limit, widthOf) {
  return model.paragraphs.flatMap((paragraph) => {
    const own = lines.filter((line) => line.start >= paragraph.start && line.end <= paragraph.end);
    if (own.length < 2 || own.length > MOST_LINES) return own;
    const ranges = narrowest(model.text.slice(paragraph.start, paragraph.end), own.length, limit, (start, end) =>
      widthOf(paragraph.start + start, paragraph.start + end, paragraph),
    );
    if (!ranges) return own;
    return own.map((line, at) => ({
      ...line,
      start: paragraph.start + ranges[at].start,
      end: paragraph.start + ranges[at].end,
    }));
  });
}

function narrowest(text, count, limit, widthOf) {
  let best = null;
  let low = limit / count;
  let high = limit;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    const tried = breakParagraph(text, (start, end) => widthOf(start, end) <= middle, { splitWords: false });
    if (!tried.tooLong && tried.lines.length === count) {
      best = tried.lines;
      high = middle;
    } else {
      low = middle;
    }
  }
  return best;
}
