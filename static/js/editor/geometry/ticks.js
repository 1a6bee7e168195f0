/** The marks of a ruler. Pure. */

import { fromUnit } from "./units.js";

const LABEL_PX = 52; // the least room between two numbers
const MARK_PX = 5; // the least room between two marks
// What the numbers of a ruler may count by, and into how many marks each is parted.
const STEPS = {
  mm: [[1, 10], [2, 10], [5, 5], [10, 10], [20, 10], [50, 5], [100, 10], [200, 10], [500, 5]],
  in: [[0.25, 4], [0.5, 8], [1, 16], [2, 8], [5, 5], [10, 10], [20, 10]],
  px: [[10, 10], [20, 10], [50, 5], [100, 10], [200, 10], [500, 5], [1000, 10], [2000, 10]],
};

/**
 * @param {number} from mm on the page where the ruler begins; below 0 left of the page
 * @param {number} to mm
 * @param {{unit: "mm"|"in"|"px", pxPerMm: number}} scale
 * @returns {Array<{at: number, label: string | null}>} mm on the page; marks without a number are the small ones
 */
export function ticks(from, to, { unit, pxPerMm }) {
  const mmPerUnit = fromUnit("1000", unit) / 1000;
  const pxPerUnit = mmPerUnit * pxPerMm;
  const [step, parts] = STEPS[unit].find(([size]) => size * pxPerUnit >= LABEL_PX) ?? STEPS[unit].at(-1);
  const fine = [parts, parts / 2, 5, 2, 1].find((count) => Number.isInteger(count) && parts % count === 0 && (step / count) * pxPerUnit >= MARK_PX) ?? 1;
  const mesh = step / fine;
  const marks = [];
  for (let index = Math.ceil(from / mmPerUnit / mesh); index * mesh * mmPerUnit <= to; index += 1) {
    marks.push({ at: index * mesh * mmPerUnit, label: index % fine === 0 ? String(Number((index * mesh).toFixed(2))) : null });
  }
  return marks;
}
