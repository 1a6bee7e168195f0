/** Placeholders: their grammar, the fields that they name, and formats that suit them. What is wrong here cannot be published. */

import { DEFAULT_CONTENT, placeholdersOf } from "../../../layout/placeholders.js";
import { updateElements } from "../../document/commands.js";
import { declare, declareNamed, keyFrom } from "../../fields/book.js";
import { faultsOf } from "../../fields/checking.js";
import { isKey } from "../../fields/grammar.js";
import { about } from "../problem.js";

const WHY = "Until then the design cannot be published.";
const NAMED = /^\{([^{}|]+)/;

// Places inside lists, such as `bars[].label`, are left to the server.
const isPlain = (place) => !place.includes("[]");

/** What an element prints, encodes and links to, with placeholders. @returns {[string, string][]} name of the property and text */
export function boundTexts(element, kinds) {
  const names = new Set([...(kinds[element.type]?.texts ?? []).filter(isPlain), "link"]);
  const written = element.type === "qr" ? { content: DEFAULT_CONTENT, ...element } : element;
  return [...names].filter((name) => written[name]).map((name) => [name, written[name]]);
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
  const put = (document) => {
    const written = updateElements(document, { [place.element.id]: { [name]: text.slice(0, start) + mend.text + text.slice(end) } });
    return declareNamed(written, mend.text, [...view.suggested.values()]); // else it would only be the next problem
  };
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

// What names a field by its key alone: pictures, values.
function ofKeys(place, view) {
  const { element } = place;
  const { pictures = [], keys = [] } = view.kinds[element.type] ?? {};
  const sources = pictures.filter(isPlain).map((name) => [/^field:(.*)$/s.exec(element[name] ?? "")?.[1], "image"]);
  const values = keys.filter(isPlain).map((name) => [element[name], "number"]);
  return [...sources, ...values]
    .filter(([key]) => key && !view.fields.get(key)?.isDeclared)
    .map(([key, type]) => {
      const field = view.suggested.get(key) ?? { key, label: labelOf(key), type };
      const mend = { label: "Add it as a field", edit: (document) => declare(document, field) };
      return about("error", "undeclared", place, `It shows ${key}, which is no field of this design yet`, WHY, [mend]);
    });
}

export const bindings = {
  name: "bindings",
  alsoHidden: true,
  needs: (view) => [view.fields],
  element: (place, view) => [...boundTexts(place.element, view.kinds).flatMap((bound) => ofText(place, bound, view)), ...ofKeys(place, view)],
};
