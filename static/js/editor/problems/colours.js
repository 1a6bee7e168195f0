/** Colours and their contrast, after WCAG 2.2. Channels are 0 to 255. Pure. */

/** @typedef {[number, number, number]} Rgb */

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];
const STEPS = 20;

const channelsOf = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** @param {string} colour #rrggbb or #rrggbbaa @returns {{rgb: Rgb, alpha: number}} alpha from 0 to 1 */
export const parsed = (colour) => ({
  rgb: channelsOf(colour),
  alpha: colour.length > 7 ? parseInt(colour.slice(7, 9), 16) / 255 : 1,
});

/** @param {Rgb} rgb @returns {string} #rrggbb */
export const hexOf = (rgb) => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;

/** One colour, as strong as `alpha`, over another. @returns {Rgb} */
export const over = (rgb, alpha, ground) => rgb.map((value, at) => value * alpha + ground[at] * (1 - alpha));

// WCAG 2.2, "relative luminance".
function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {Rgb} rgb @returns {boolean} whether the first is lighter */
export const isLighter = (rgb, other) => luminance(rgb) > luminance(other);

/** WCAG 2.2, "contrast ratio". @param {Rgb} a @param {Rgb} b @returns {number} 1 to 21 */
export function ratio(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/**
 * The nearest colour that passes, darker or lighter than this one.
 *
 * @param {Rgb} rgb
 * @param {(rgb: Rgb) => boolean} passes
 * @returns {{rgb: Rgb, darker: boolean} | null} null when neither black nor white would
 */
export function nearestThat(rgb, passes) {
  for (let step = 1; step <= STEPS; step += 1) {
    for (const [end, darker] of [[BLACK, true], [WHITE, false]]) {
      const tried = over(end, step / STEPS, rgb).map(Math.round);
      if (passes(tried)) return { rgb: tried, darker };
    }
  }
  return null;
}
