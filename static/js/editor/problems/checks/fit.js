/** Text that does not fit its box: as it is in the sample, and with the longest values that recipients may have. */

import { placeholdersOf } from "../../../layout/placeholders.js";
import { PT_PER_PX } from "../../../layout/units.js";
import { updateElements } from "../../document/commands.js";
import { round } from "../../geometry/units.js";
import { about } from "../problem.js";

/** Smaller than this, type is not read at arm's length. */
const READABLE_PT = 6;
const GROWTH = [1.25, 1.5, 2, 2.5, 3];
const SMALLER = [0.9, 0.8, 0.7, 0.6, 0.5];
const DUST_PT = 0.05;

// The sets of values that look different in this element; the samples are the first.
function setsFor(element, view) {
  const keys = placeholdersOf(element.text).map(({ key }) => key);
  const seen = new Map(view.sets.map((values) => [keys.map((key) => values[key] ?? "").join("\u0000"), values]).toReversed());
  return [view.sets[0], ...[...seen.values()].filter((values) => values !== view.sets[0]).toReversed()];
}

// What is wrong with one set of values, the worst first; null when nothing is.
function faultOf(element, values, view) {
  const layout = view.layout(element, values);
  if (!layout) return null;
  const codes = layout.faults.map(({ code }) => code);
  if (codes.includes("overflow")) return "overflow";
  const size = layout.size * PT_PER_PX;
  return size < READABLE_PT - DUST_PT && element.size >= READABLE_PT ? "tiny" : null;
}

function mendsOf(place, view, sets) {
  const { element } = place;
  const fits = (changes) => sets.every((values) => faultOf({ ...element, ...changes }, values, view) === null);
  return tries(place, view)
    .map(({ label, options }) => ({ label, changes: options.find(fits) }))
    .filter(({ changes }) => changes)
    .slice(0, 2)
    .map(({ label, changes }) => ({
      label: typeof label === "function" ? label(changes) : label,
      edit: (document) => updateElements(document, { [element.id]: changes }),
    }));
}

function tries({ element, page, groups }, view) {
  const { fit = "wrap", size, minSize = size } = element;
  const least = Math.min(READABLE_PT, size);
  const found = [];
  if (fit !== "shrink") found.push({ label: "Let it shrink", options: [{ fit: "shrink", minSize: least }] });
  if (fit === "shrink" && minSize > least) found.push({ label: "Let it shrink further", options: [{ minSize: least }] });
  if (fit === "none") found.push({ label: "Let it wrap", options: [{ fit: "wrap" }] });
  const lines = fit === "shrink" && element.maxLines ? [{ maxLines: element.maxLines + 1 }] : [];
  const grown = GROWTH.map((factor) => higher(element, factor)).filter((box) => groups.length || isOn(view.document.pages[page], { ...element, ...box }));
  found.push({ label: "Enlarge its box", options: [...grown, ...grown.flatMap((box) => lines.map((more) => ({ ...box, ...more })))] });
  const sizes = SMALLER.map((factor) => round(size * factor)).filter((each) => each >= READABLE_PT);
  found.push({ label: (changes) => `Make the type ${changes.size} pt`, options: sizes.map((each) => ({ size: each, minSize: Math.min(minSize, each) })) });
  return found;
}

// The line that the text stands on stays: a box grows away from where its text is aligned.
function higher({ y, height, verticalAlign = "top" }, factor) {
  const more = height * (factor - 1);
  const up = { top: 0, middle: 0.5, bottom: 1 }[verticalAlign];
  return { y: round(y - more * up), height: round(height + more) };
}

const isOn = (page, { y, height }) => y >= 0 && y + height <= page.height;

function worded(fault, isSample, example) {
  const long = `“${example.replace(/\s+/g, " ").slice(0, 40)}${example.length > 40 ? "…" : ""}”`;
  if (fault === "overflow") {
    return isSample
      ? { level: "error", what: "The text does not fit its box", why: "It stands out of the box, over what is beside it." }
      : { level: "warning", what: "A long text will not fit its box", why: `With ${long} it stands out of the box.` };
  }
  return { level: "warning", what: `The text shrinks below ${READABLE_PT} pt`, why: isSample ? "It is too small to be read." : `With ${long} it is too small to be read.` };
}

export const fit = {
  name: "fit",
  needs: (view) => [view.sets, view.document.direction, view.document.language],
  element(place, view) {
    if (place.element.type !== "text") return [];
    const sets = setsFor(place.element, view);
    const found = sets.map((values) => ({ values, fault: faultOf(place.element, values, view) })).filter(({ fault }) => fault);
    const worst = found.find(({ fault }) => fault === "overflow") ?? found[0];
    if (!worst) return [];
    const first = worst.fault === "overflow" && found[0].values === sets[0] && found[0].fault === "overflow" ? found[0] : worst;
    const isSample = first.values === sets[0];
    const example = view.layout(place.element, first.values)?.text ?? "";
    const { level, what, why } = worded(first.fault, isSample, example);
    return [about(level, first.fault, place, what, why, mendsOf(place, view, sets))];
  },
};
