/** What the design as a whole lacks or has twice: the recipient's name, a way to verify, samples, copies on top of each other. */

import { checkExpression } from "../../../expressions/index.js";
import { placeholdersOf } from "../../../layout/placeholders.js";
import { addField, addNew } from "../../document/additions.js";
import { safeMargin } from "../../document/page_sizes.js";
import { samplesOf } from "../../fields/samples.js";
import { removeElements } from "../../document/commands.js";
import { round } from "../../geometry/units.js";
import { everyPlace } from "../problem.js";
import { boundTexts } from "./bindings.js";

const NAME = "recipient.name";
const PROOFS = ["verify.url", "verify.qr", "certificate.code"];
const QR_MM = 24;

// Keys that a shown element prints, encodes or links to, and those from which computed ones follow.
function keysOf(element, { document: { fields = [] }, kinds }) {
  const formulas = new Map(fields.map(({ key, formula }) => [key, formula]));
  const keys = new Set(boundTexts(element, kinds).flatMap(([, text]) => placeholdersOf(text).map(({ key }) => key)));
  for (const key of keys) {
    const { names = [] } = formulas.get(key) ? checkExpression(formulas.get(key), fields) : {};
    for (const name of names) keys.add(name);
  }
  return [...keys];
}

function noName(bound, view) {
  if (bound.some(({ keys }) => keys.includes(NAME) || keys.some((key) => key.startsWith(`${NAME}_`)))) return [];
  const field = view.fields.get(NAME);
  const mend = { label: "Add the name", edit: (document) => addField(document, 0, field).document };
  return [{ level: "warning", code: "no_name", ids: [], what: "The recipient’s name is nowhere", why: "Every certificate would look the same.", mends: [mend] }];
}

function noProof(bound) {
  if (bound.some(({ keys }) => keys.some((key) => PROOFS.includes(key)))) return [];
  const mend = { label: "Add a QR code", edit: (document) => cornerCode(document) };
  return [{ level: "warning", code: "no_proof", ids: [], what: "Nothing leads to the verification", why: "Nobody can check that the certificate is genuine.", mends: [mend] }];
}

// In the lower right corner, inside the safe area.
function cornerCode(document) {
  const page = document.pages[0];
  const side = Math.min(QR_MM, page.width / 4, page.height / 4);
  const edge = safeMargin(page) + side;
  const place = { x: round(page.width - edge), y: round(page.height - edge), width: round(side), height: round(side) };
  return addNew(document, 0, "qr", place).document;
}

function noSamples(bound, view) {
  const empty = (view.document.fields ?? []).filter(({ sample, formula, type }) => !sample && !formula && type !== "image");
  return empty.flatMap((field) => {
    const { key, label } = field;
    const ids = bound.filter(({ keys }) => keys.includes(key)).map(({ element }) => element.id);
    if (!ids.length) return [];
    const sample = view.suggested.get(key)?.sample || samplesOf([field])[key];
    const fill = (fields) => fields.map((each) => (each.key === key ? { ...each, sample } : each));
    const mend = { label: `Use “${sample}”`, edit: (document) => ({ ...document, fields: fill(document.fields) }) };
    const why = "How the design looks with real values cannot be seen.";
    return [{ level: "warning", code: "no_sample", ids, what: `${label} has no sample`, why, mends: [mend] }];
  });
}

const placeOf = ({ page, groups, element: { type, x, y, width, height } }) => [page, groups.at(-1)?.id, type, x, y, width, height].join();
// What two elements at one place must share to be the same: all but what they are called.
const lookOf = ({ element: { id, name, locked, ...look } }) => JSON.stringify(look);

function copies(places) {
  const piles = new Map();
  for (const place of places.filter(({ element }) => !element.elements)) {
    const key = placeOf(place);
    piles.set(key, [...(piles.get(key) ?? []), place]);
  }
  return [...piles.values()].filter((pile) => pile.length > 1).flatMap(copiesIn);
}

// The topmost of those that look the same stays.
function copiesIn(pile) {
  const looks = pile.map(lookOf);
  return pile
    .filter((_, at) => looks.lastIndexOf(looks[at]) > at)
    .map(({ element: { id } }) => {
      const mend = { label: "Delete the copy", edit: (document) => removeElements(document, [id]) };
      return { level: "warning", code: "copy", ids: [id], what: "Another one like it lies exactly on it", why: "Most likely it was pasted twice.", mends: [mend] };
    });
}

export const whole = {
  name: "whole",
  document(view) {
    const places = [...everyPlace(view.document)].filter(({ isHidden }) => !isHidden);
    const bound = places.map(({ element }) => ({ element, keys: keysOf(element, view) }));
    return [...noName(bound, view), ...noProof(bound), ...noSamples(bound, view), ...copies(places)];
  },
};
