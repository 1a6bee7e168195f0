/** Text that hardly stands out from what lies behind it, as it is drawn: also on gradients and pictures. */

import { PT_PER_PX } from "../../../layout/units.js";
import { updateElements } from "../../document/commands.js";
import { hexOf, nearestThat, over, parsed, ratio } from "../colours.js";
import { about } from "../problem.js";

// WCAG 2.2, success criterion 1.4.3.
const NEEDED = 4.5;
const NEEDED_LARGE = 3;
const LARGE_PT = 18;
const LARGE_BOLD_PT = 14;
/** Less than this is not read at all. */
const LOST = 1.5;
// A letter in ten may lie on something darker: the text is read all the same.
const SHARE = 0.1;
const DUST_PT = 0.01;

/**
 * The contrast that all but a tenth of a text has at least.
 *
 * @param {Array<{ink: import("../colours.js").Rgb, ground: import("../colours.js").Rgb}>} samples places of the text
 */
function contrastOf(samples) {
  const ratios = samples.map(({ ink, ground }) => ratio(ink, ground)).sort((a, b) => a - b);
  return ratios[Math.floor((ratios.length - 1) * SHARE)];
}

const floored = (value) => Math.floor(value * 10) / 10;

export const contrast = {
  name: "contrast",
  needs: (view, { page }) => [view.seen(page)],
  element(place, view) {
    const { element } = place;
    const samples = element.type === "text" && view.seen(place.page)?.get(element.id)?.samples;
    if (!samples?.length) return [];
    const size = (view.layout(element, view.sets[0])?.size ?? 0) * PT_PER_PX + DUST_PT;
    const isLarge = size >= LARGE_PT || (size >= LARGE_BOLD_PT && (element.font.weight ?? 400) >= 700);
    const needed = isLarge ? NEEDED_LARGE : NEEDED;
    const found = standsOut(element, samples);
    if (found >= needed) return [];
    const what = found < LOST ? "The text cannot be told from what lies behind it" : `Low contrast: ${floored(found)} to 1`;
    const why = `${isLarge ? "Large text" : "Text"} needs ${needed} to 1 to be read by everyone (WCAG 2.2).`;
    return [about(found < LOST ? "error" : "warning", "low_contrast", place, what, why, mendsOf(element, samples, needed))];
  },
};

// An outline in another colour carries the letters as well as a ground does.
function standsOut({ stroke }, samples) {
  const filled = contrastOf(samples);
  if (!stroke?.width) return filled;
  const line = parsed(stroke.color).rgb;
  return Math.max(filled, contrastOf(samples.map(({ ink }) => ({ ink, ground: line }))), contrastOf(samples.map(({ ground }) => ({ ink: line, ground }))));
}

function mendsOf(element, samples, needed) {
  const fill = element.fill === undefined ? "#000000" : element.fill;
  if (typeof fill !== "string") return [];
  const { rgb, alpha } = parsed(fill);
  const strength = alpha * (element.opacity ?? 1);
  const passes = (tried) => contrastOf(samples.map(({ ground }) => ({ ink: over(tried, strength, ground), ground }))) >= needed;
  const found = nearestThat(rgb, passes);
  if (!found) return [];
  const tail = fill.slice(7);
  return [
    {
      label: found.darker ? "Darken it" : "Lighten it",
      edit: (document) => updateElements(document, { [element.id]: { fill: hexOf(found.rgb) + tail } }),
    },
  ];
}
