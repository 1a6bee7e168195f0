/** QR codes that a phone may not read: modules too small, something over them, colours too near or the wrong way round. */

import { updateElements } from "../../document/commands.js";
import { round } from "../../geometry/units.js";
import { isLighter, over, parsed, ratio } from "../colours.js";
import { about, toFront } from "../problem.js";

/** mm of one module: what a phone reads at a hand's length from ordinary print, and what it reads without trying twice. */
const LEAST_MM = 0.33;
const GOOD_MM = 0.4;
// ISO/IEC 18004, 5.3.8.
const QUIET_ZONE = 4;
const LEAST_RATIO = 3;
const GOOD_RATIO = 4.5;
// A share of the code that may be drawn over: what anti-aliasing leaves of a neighbour.
const TOUCHED = 0.003;
const WEAKER = { H: "Q", Q: "M", M: "L" };
const WHITE = [255, 255, 255];
const DUST = 1e-6; // that division leaves

const moduleOf = ({ width, height }, modules) => Math.min(width, height) / (modules + 2 * QUIET_ZONE) + DUST;

const change = (id, changes) => (document) => updateElements(document, { [id]: changes });

function tooSmall(place, view) {
  const { element } = place;
  const ecc = element.ecc ?? "M";
  const modules = view.modules(element, ecc);
  if (!modules) return [];
  const size = moduleOf(element, modules);
  if (size >= GOOD_MM) return [];
  const what = `Its modules are ${(Math.floor(size * 100) / 100).toFixed(2)} mm wide`;
  const level = size < LEAST_MM ? "error" : "warning";
  const why = `Phones want ${GOOD_MM} mm in print; below ${LEAST_MM} mm many fail.`;
  return [about(level, "small_code", place, what, why, [...larger(place, view, (modules + 2 * QUIET_ZONE) * GOOD_MM), ...simpler(element, ecc, view)])];
}

function larger({ element, page, groups }, view, wanted) {
  const side = Math.ceil((wanted - DUST) * 10) / 10;
  const paper = view.document.pages[page];
  const inside = (at, before, room) => (groups.length ? at : Math.max(0, Math.min(at, room - before)));
  if (side > Math.min(paper.width, paper.height)) return [];
  const x = round(inside(element.x + (element.width - side) / 2, side, paper.width));
  const y = round(inside(element.y + (element.height - side) / 2, side, paper.height));
  return [{ label: `Enlarge it to ${side} mm`, edit: change(element.id, { x, y, width: side, height: side }) }];
}

// The first weaker correction whose modules are large enough; which ones that are the server has to say first.
function simpler(element, ecc, view) {
  for (let weaker = WEAKER[ecc]; weaker; weaker = WEAKER[weaker]) {
    const modules = view.modules(element, weaker);
    if (modules && moduleOf(element, modules) >= GOOD_MM) {
      return [{ label: `Less error correction (${weaker})`, edit: change(element.id, { ecc: weaker }) }];
    }
  }
  return [];
}

function badColours(place) {
  const { element } = place;
  const [dark, light] = [element.dark ?? "#000000", element.light ?? "#ffffff"];
  const ground = parsed(light);
  const [ink, paper] = [parsed(dark).rgb, over(ground.rgb, ground.alpha, WHITE)];
  if (ground.alpha < 1) {
    const why = "Around a code four modules must stay clear (ISO/IEC 18004).";
    const mend = { label: "Give it a solid ground", edit: change(element.id, { light: light.slice(0, 7) }) };
    return [about("warning", "clear_code", place, "What lies behind the code shines through", why, [mend])];
  }
  if (isLighter(ink, paper)) {
    const mend = { label: "Swap its colours", edit: change(element.id, { dark: light, light: dark }) };
    return [about("error", "inverted_code", place, "The code is light on dark", "Many phones read dark codes on light alone.", [mend])];
  }
  const found = ratio(ink, paper);
  if (found >= GOOD_RATIO) return [];
  const mend = { label: "Black on white", edit: change(element.id, { dark: "#000000", light: "#ffffff" }) };
  return [about(found < LEAST_RATIO ? "error" : "warning", "pale_code", place, `Its colours are too near: ${found.toFixed(1)} to 1`, "Cameras need a clear difference.", [mend])];
}

function covered(place, view) {
  const { id } = place.element;
  if (!(view.seen(place.page)?.get(id)?.over > TOUCHED)) return [];
  const mends = [{ label: "Bring it to the front", edit: toFront(place) }];
  return [about("error", "covered_code", place, "Something lies over the code", "The code and four modules around it must stay clear (ISO/IEC 18004).", mends)];
}

export const codes = {
  name: "codes",
  needs: (view, { page }) => [view.seen(page), view.stamp, view.sets, view.document.pages[page].width, view.document.pages[page].height],
  element: (place, view) => (place.element.type === "qr" ? [...tooSmall(place, view), ...badColours(place), ...covered(place, view)] : []),
};
