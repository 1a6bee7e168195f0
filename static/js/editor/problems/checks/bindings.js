/** Placeholders: their grammar, the fields that they name, and formats that suit them. What is wrong here cannot be saved. */

import { placeholdersOf } from "../../../layout/placeholders.js";
import { updateElements } from "../../document/commands.js";
import { declare, keyFrom } from "../../fields/book.js";
import { faultsOf } from "../../fields/checking.js";
import { isKey } from "../../fields/grammar.js";
import { about } from "../places.js";

const WHY = "Until then the design cannot be saved.";
const DEFAULT_CONTENT = "{verify.url}";
const NAMED = /^\{([^{}|]+)/;

// Properties of an element that may hold placeholders.
function boundTexts(element) {
  const texts = { text: { text: element.text }, qr: { content: element.content ?? DEFAULT_CONTENT } }[element.type] ?? {};
  return Object.entries(element.link ? { ...texts, link: element.link } : texts);
}

const labelOf = (key) => {
  const words = key.slice(key.lastIndexOf(".") + 1).replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
};

/** A field that nobody declared: one of the registry as it is there, any other as a text with a sample. */
function adding(key, view) {
  const label = labelOf(key);
  const field = view.suggested.get(key) ?? { key, label, type: "text", sample: `Sample ${label.toLowerCase()}` };
  return { label: "Add it as a field", edit: (document) => declare(document, field) };
}

function faultProblem(place, name, text, { start, end, message, mend }, view) {
  const [what] = message.split(/(?<=\.) /);
  const put = (document) => updateElements(document, { [place.element.id]: { [name]: text.slice(0, start) + mend.text + text.slice(end) } });
  const mends = mend ? [{ label: mend.label, edit: put }] : [];
  const key = NAMED.exec(text.slice(start, end))?.[1];
  // A key that could be declared as it stands.
  if (key && isKey(key) && !view.fields.has(key) && keyFrom(key, []) === key) mends.push(adding(key, view));
  const rest = message.slice(what.length).trim();
  return about("error", "placeholder", place, what.replace(/\.$/, ""), rest ? `${rest} ${WHY}` : WHY, mends);
}

function undeclared(place, keys, view) {
  return keys
    .filter((key) => view.fields.get(key)?.isDeclared === false)
    .map((key) => about("error", "undeclared", place, `${view.fields.get(key).label} is not a field of this design yet`, WHY, [adding(key, view)]));
}

function ofText(place, [name, text], view) {
  const keys = [...new Set(placeholdersOf(text).map(({ key }) => key))];
  const faults = faultsOf(text, [...view.fields.values()]).map((fault) => faultProblem(place, name, text, fault, view));
  return [...faults, ...undeclared(place, keys, view)];
}

function ofPicture(place, view) {
  const key = place.element.type === "image" && /^field:(.*)$/s.exec(place.element.source)?.[1];
  if (!key || view.fields.get(key)?.isDeclared) return [];
  // A picture has no sample that would fit every team.
  const field = view.suggested.get(key) ?? { key, label: labelOf(key), type: "image" };
  const mend = { label: "Add it as a field", edit: (document) => declare(document, field) };
  return [about("error", "undeclared", place, `The picture comes from ${key}, which is no field`, WHY, [mend])];
}

export const bindings = {
  name: "bindings",
  alsoHidden: true,
  needs: (view) => [view.fields],
  element: (place, view) => [...boundTexts(place.element).flatMap((bound) => ofText(place, bound, view)), ...ofPicture(place, view)],
};
