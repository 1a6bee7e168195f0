/** Placeholders: their grammar, the fields that they name, and formats that suit them. What is wrong here cannot be saved. */

import { updateElements } from "../../document/commands.js";
import { FORMATS_OF, nearest, placeholdersAndFaults } from "../grammar.js";
import { about } from "../places.js";

const WHY = "Until then the design cannot be saved.";
const DEFAULT_CONTENT = "{verify.url}";

// Properties of an element that may hold placeholders.
function boundTexts(element) {
  const texts = { text: { text: element.text }, qr: { content: element.content ?? DEFAULT_CONTENT } }[element.type] ?? {};
  return Object.entries(element.link ? { ...texts, link: element.link } : texts);
}

const put = (id, name, text, { start, end }, instead) => (document) =>
  updateElements(document, { [id]: { [name]: text.slice(0, start) + instead + text.slice(end) } });

const declare = (key) => (document) => ({
  ...document,
  fields: [...(document.fields ?? []), { key, label: labelOf(key), type: "text", sample: `Sample ${labelOf(key).toLowerCase()}` }],
});

const labelOf = (key) => {
  const words = key.slice(key.lastIndexOf(".") + 1).replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
};

function unknown(place, name, text, found, view) {
  const { key, start, end } = found;
  const close = nearest(key, view.fields.keys());
  const known = view.fields.get(close);
  const written = text.slice(start, end);
  const mends = close ? [{ label: `Use ${known.label}`, edit: put(place.element.id, name, text, found, written.replace(key, close)) }] : [];
  if (!view.reserved.has(key.split(".")[0])) mends.push({ label: "Add it as a field", edit: declare(key) });
  return about("error", "unknown_field", place, `${written} is no field`, close ? `Did you mean ${close}? ${WHY}` : WHY, mends);
}

function misused(place, name, text, found, view) {
  const { key, format } = found;
  const { type, label } = view.fields.get(key);
  const allowed = FORMATS_OF[type];
  if (!format || !allowed || allowed.includes(format)) return null;
  const plain = { label: "Show it as it is", edit: put(place.element.id, name, text, found, `{${key}}`) };
  return about("error", "wrong_format", place, `${label} cannot be shown as ${format}`, `It is a ${type}. ${WHY}`, [plain]);
}

function problemOf(place, name, text, found, view) {
  if (found.fault) {
    const mend = { label: `Write ${found.instead}`, edit: put(place.element.id, name, text, found, found.instead) };
    return about("error", "grammar", place, `Character ${found.start + 1}: ${found.fault}`, WHY, [mend]);
  }
  return view.fields.has(found.key) ? misused(place, name, text, found, view) : unknown(place, name, text, found, view);
}

function pictureOf(place, view) {
  const key = place.element.type === "image" && /^field:(.*)$/s.exec(place.element.source)?.[1];
  if (!key || view.fields.has(key)) return [];
  const mends = [{ label: "Add it as a field", edit: declarePicture(key) }];
  return [about("error", "unknown_field", place, `The picture comes from ${key}, which is no field`, WHY, mends)];
}

// A picture has no sample that would fit every team.
const declarePicture = (key) => (document) => ({
  ...document,
  fields: [...(document.fields ?? []), { key, label: labelOf(key), type: "text" }],
});

export const bindings = {
  name: "bindings",
  alsoHidden: true,
  needs: (view) => [view.fields],
  element: (place, view) => [
    ...boundTexts(place.element).flatMap(([name, text]) =>
      placeholdersAndFaults(text)
        .map((found) => problemOf(place, name, text, found, view))
        .filter(Boolean),
    ),
    ...pictureOf(place, view),
  ],
};
