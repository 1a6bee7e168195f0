/**
 * Fitting: lines and size of a text in its box. Pure but for the measure that it is given.
 * Sizes are tried on a grid of 0.1 pt, so that the same text gets the same size everywhere.
 */

import { balanceLines } from "./balancing.js";
import { breakParagraph } from "./breaking.js";

const GRID = 10;
// Two hundredths of a pixel: canvas and SVG round advances differently by less.
const TOLERANCE = 0.02;

/**
 * @typedef {object} TextBox
 * @property {number} width px
 * @property {number} height px
 * @property {"none"|"wrap"|"shrink"} fit
 * @property {number} size pt
 * @property {number} minSize pt
 * @property {number} lineHeight × size
 * @property {number} maxLines 0 for no limit
 * @property {boolean} [balanced] lines of like length
 */

/**
 * @param {{text: string, paragraphs: Array<{start: number, end: number, direction: string}>}} model
 * @param {TextBox} box
 * @param {(start: number, end: number, paragraph: object) => number} widthOf px at the full size
 * @param {number} pxPerPt
 * @param {(lines: object[], size: number) => boolean} inkFits does all that is drawn fit in the box at this size in
 *   pt? Marks above and swashes beside the letters may be larger than their lines
 * @returns {{size: number, lines: Array<{start: number, end: number, direction: string, last: boolean}>,
 *   faults: string[]}} size in pt; faults: overflow, shrunk_to_minimum
 */
export function fitText(model, box, widthOf, pxPerPt, inkFits = () => true) {
  const limitAt = (size) => ((box.width + TOLERANCE) * box.size) / size;
  const attempt = (size, splitWords) => {
    const laid = layLines(model, box.fit, limitAt(size), widthOf, splitWords);
    const height = laid.lines.length * size * pxPerPt * box.lineHeight;
    const tooMany = box.fit === "shrink" && box.maxLines > 0 && laid.lines.length > box.maxLines;
    const fits = !laid.tooLong && !tooMany && height <= box.height + TOLERANCE;
    return { ...laid, size, fits: fits && (box.fit !== "shrink" || inkFits(laid.lines, size)) };
  };
  const fitted = box.fit === "shrink" ? shrink(box, attempt) : result(attempt(box.size, true), []);
  if (!box.balanced || box.fit === "none") return fitted;
  const lines = balanceLines(model, fitted.lines, limitAt(fitted.size), widthOf);
  // Marks above and below may stand on other lines now.
  return box.fit !== "shrink" || inkFits(lines, fitted.size) ? { ...fitted, lines } : fitted;
}

// The largest size on the grid at which whole words fit; words are split only at the smallest.
function shrink(box, attempt) {
  const full = attempt(box.size, false);
  if (full.fits) return result(full, []);
  const smallest = Math.min(box.minSize, box.size);
  let low = Math.ceil(smallest * GRID - 1e-9);
  let high = Math.floor(box.size * GRID + 1e-9);
  let best = null;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const tried = attempt(middle / GRID, false);
    if (tried.fits) {
      best = tried;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return best ? result(best, []) : result(attempt(smallest, true), ["shrunk_to_minimum"]);
}

function result({ size, lines, fits }, faults) {
  return { size, lines, faults: fits ? faults : [...faults, "overflow"] };
}

function layLines(model, fit, limit, widthOf, splitWords) {
  const lines = [];
  let tooLong = false;
  for (const paragraph of model.paragraphs) {
    const text = model.text.slice(paragraph.start, paragraph.end);
    const fits = (start, end) => widthOf(paragraph.start + start, paragraph.start + end, paragraph) <= limit;
    const broken =
      fit === "none" || fits(0, text.length)
        ? { lines: [{ start: 0, end: text.length }], tooLong: fit === "none" && !fits(0, text.length) }
        : breakParagraph(text, fits, { splitWords });
    tooLong ||= broken.tooLong;
    broken.lines.forEach((line, at) => {
      lines.push({
        start: paragraph.start + line.start,
        end: paragraph.start + line.end,
        direction: paragraph.direction,
        last: at === broken.lines.length - 1,
      });
    });
  }
  return { lines, tooLong };
}
