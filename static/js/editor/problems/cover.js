/**
 * What hides what on a page that was drawn element by element. Pure.
 *
 * @typedef {{left: number, top: number, width: number, height: number, pixels: Uint8ClampedArray}} Picture of one element, a part of the sheet
 * @typedef {object} Seen of one element
 * @property {Array<{ink: number[], ground: number[]}>} samples places of a text: its colour there, and that behind it
 * @property {number | null} seen share of it that nothing opaque covers; null when it draws nothing on the page
 * @property {number} over share of it that something is drawn over
 */

const MARK = 40;
const SOLID = 128;
const OPAQUE = 250;

/** @param {{width: number}} sheet @param {Picture} picture @param {(at: number, on: number) => void} act its pixel, and where that is on the sheet */
export function eachPixel(sheet, { left, top, width, height }, act) {
  for (let y = 0; y < height; y += 1) {
    const [from, row] = [(y + top) * sheet.width + left, y * width];
    for (let x = 0; x < width; x += 1) act(row + x, from + x);
  }
}

/** How strong each pixel is: 0 nothing, 1 something, 2 seen well, 3 nothing shines through. @param {Picture} picture */
export function marksOf({ pixels, ...place }) {
  const marks = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < marks.length; at += 1) {
    const alpha = pixels[at * 4 + 3];
    marks[at] = (alpha >= MARK) + (alpha >= SOLID) + (alpha >= OPAQUE);
  }
  return { ...place, marks };
}

/**
 * From the topmost down: what lies over each element is known when it is reached.
 *
 * @param {{width: number, height: number}} sheet
 * @param {object[]} leaves from the lowest: a picture with `marks` instead of pixels, `id`, `samples`, and `covers`: how strong it
 *   counts at most for what is below it
 * @yields after each
 * @returns {Generator<void, Map<string, Seen>>}
 */
export function* coverOf(sheet, leaves) {
  const above = new Uint8Array(sheet.width * sheet.height);
  const found = new Map();
  for (const { id, samples, covers, marks, ...place } of leaves.toReversed()) {
    const count = { all: 0, hidden: 0, over: 0 };
    eachPixel(sheet, place, (at, on) => {
      const mark = marks[at];
      if (mark >= 2) {
        count.all += 1;
        count.hidden += above[on] >= mark; // an edge hides an edge: a copy lies wholly under its like
      }
      count.over += mark > 0 && above[on] > 0;
      above[on] = Math.max(above[on], Math.min(mark, covers));
    });
    const seen = count.all ? 1 - count.hidden / count.all : null;
    found.set(id, { samples, seen, over: count.all ? count.over / count.all : 0 });
    yield;
  }
  return found;
}
