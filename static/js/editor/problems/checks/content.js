/** What an element says, or does not: alternative text, empty texts, tiny type, and what nobody sees. */

import { PT_PER_PX } from "../../../layout/units.js";
import { removeElements, updateElements } from "../../document/commands.js";
import { about, toFront } from "../problem.js";

/** Below this, type is hardly read even close up. */
const TINY_PT = 5;
const SMALL_PT = 6;
const DUST_PT = 0.05;
// Less than a hundredth of an element is dust along the edge of what lies over it.
const SEEN = 0.01;
const PHOTO = "field:recipient.photo";

function withoutAlt(place) {
  const { element } = place;
  if (element.type !== "image" || element.alt !== undefined) return [];
  const describe = (alt) => (document) => updateElements(document, { [element.id]: { alt } });
  const mends = element.source === PHOTO ? [{ label: "“Photo of the recipient”", edit: describe("Photo of the recipient") }] : [];
  mends.push({ label: "It is decoration", edit: describe("") });
  return [about("warning", "no_alt", place, "The picture has no description", "Who cannot see it is not told what it shows.", mends)];
}

function empty(place) {
  const { element } = place;
  if (element.type !== "text" || element.text.trim()) return [];
  const mend = { label: "Delete it", edit: (document) => removeElements(document, [element.id]) };
  return [about("warning", "empty_text", place, "The text is empty", "Nothing is drawn.", [mend])];
}

function tiny(place, view) {
  const { element } = place;
  const drawn = element.type === "text" && view.layout(element, view.sets[0]);
  const size = drawn ? drawn.size * PT_PER_PX : Infinity;
  if (size >= TINY_PT - DUST_PT) return [];
  const { minSize = SMALL_PT } = element;
  const changes = { size: Math.max(SMALL_PT, element.size), minSize: Math.max(SMALL_PT, minSize) };
  const mend = { label: `Make it ${SMALL_PT} pt at least`, edit: (document) => updateElements(document, { [element.id]: changes }) };
  return [about("warning", "tiny_type", place, `Type of ${Number(size.toFixed(1))} pt`, `Below ${TINY_PT} pt hardly anyone can read it.`, [mend])];
}

function unseen(place, view) {
  const { element } = place;
  const seen = view.seen(place.page)?.get(element.id)?.seen;
  if (seen === undefined || seen === null || seen >= SEEN || element.type === "qr") return [];
  const mends = [
    { label: "Bring it to the front", edit: toFront(place) },
    { label: "Delete it", edit: (document) => removeElements(document, [element.id]) },
  ];
  return [about("warning", "unseen", place, "It lies under something else", "Nothing of it can be seen.", mends)];
}

export const content = {
  name: "content",
  needs: (view, { page }) => [view.seen(page), view.sets],
  element: (place, view) => [...withoutAlt(place), ...empty(place), ...tiny(place, view), ...unseen(place, view)],
};
