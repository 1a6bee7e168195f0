/** Characters that no font has, or that another font than the chosen one draws: in the design, and in names of the chosen scripts. */

import { coversScript, coversText } from "../../../layout/coverage.js";
import { parsePlaceholders, placeholdersOf } from "../../../layout/placeholders.js";
import { updateElements } from "../../document/commands.js";
import { settled } from "../../document/typefaces.js";
import { namesIn, SCRIPTS } from "../longest.js";
import { about, everyPlace } from "../problem.js";

const LETTER = /\p{L}/u;
const LATIN = "Aa Zz";

const charactersIn = (faults, code) => faults.find((fault) => fault.code === code)?.characters ?? "";
const lettersIn = (characters) => [...characters].filter((character) => LETTER.test(character)).join("");

const use = (ids, family, view) => ({
  label: `Use ${family}`,
  edit: (document) => {
    const changed = [...everyPlace(document)].filter(({ element }) => ids.includes(element.id)).map(({ element }) => element);
    return updateElements(document, Object.fromEntries(changed.map(({ id, font }) => [id, { font: settled(font, view.families.get(family)) }])));
  },
});

// A family like this one that holds these letters, and Latin ones beside them.
const familyFor = (family, scripts, text, view) =>
  nearest(family, view, (each) => each.category !== "symbol" && [...scripts, "Latn"].every((script) => coversScript(each, script, text + LATIN)));

// A family that has the signs that no fallback has, and all else that the text says: a font of the team, say.
function familyWith(missing, { font, text }, view) {
  const words = parsePlaceholders(text).filter((part) => typeof part === "string").join("");
  return nearest(font.family, view, (each) => coversText(each, missing + words) && coversScript(each, "Latn", LATIN));
}

function nearest(family, view, holds) {
  const { category, fallback } = view.families.get(family) ?? {};
  const holding = [...view.families.values()].filter(holds);
  const near = (each) => (each.category === category ? 0 : each.category === fallback || each.fallback === fallback ? 1 : 2);
  return holding.toSorted((a, b) => near(a) - near(b))[0]?.family ?? null;
}

function inDesign(place, view) {
  const layout = place.element.type === "text" && view.layout(place.element, view.sets[0]);
  if (!layout) return [];
  const { family } = place.element.font;
  const missing = charactersIn(layout.faults, "missing_glyph");
  if (missing) {
    const better = familyWith(missing, place.element, view);
    const mends = better ? [use([place.element.id], better, view)] : [];
    const what = better ? `${family} has no ${missing}` : `No font has ${missing}`;
    return [about("error", "missing_glyph", place, what, "Boxes are drawn in their place.", mends)];
  }
  const borrowed = lettersIn(charactersIn(layout.faults, "fallback_font"));
  if (!borrowed) return [];
  const own = view.scriptsOf(borrowed);
  const better = familyFor(family, own, borrowed, view);
  const mends = better ? [use([place.element.id], better, view)] : [];
  const called = SCRIPTS[own[0]] ? `${SCRIPTS[own[0]][0]} letters` : borrowed.slice(0, 12);
  return [about("warning", "fallback_font", place, `${family} has no ${called}`, "Another font draws these letters, in another style.", mends)];
}

/** What stands in the design itself and in its samples. */
export const glyphs = {
  name: "glyphs",
  needs: (view) => [view.sets],
  element: inDesign,
};

/** Names of recipients, in every script that was chosen: one problem for each font and script. */
export const scripts = {
  name: "scripts",
  document(view) {
    const families = new Map();
    for (const { element, isHidden } of everyPlace(view.document)) {
      if (isHidden || element.type !== "text" || !placeholdersOf(element.text).some(({ key }) => key === "recipient.name")) continue;
      const { family } = element.font;
      families.set(family, [...(families.get(family) ?? []), element.id]);
    }
    return [...families].flatMap(([family, ids]) => view.scripts.map((script) => inScript(family, ids, script, view)).filter(Boolean));
  },
};

function inScript(family, ids, script, view) {
  const names = namesIn(script).join("");
  const own = view.families.get(family);
  if (!own || coversScript(own, script, names)) return null;
  const better = familyFor(family, [script], names, view);
  const [called] = SCRIPTS[script];
  const mends = better ? [use(ids, better, view)] : [];
  const drawn = view.fallbackOf(family, script, names);
  if (!drawn) {
    return { level: "error", code: "no_script", ids, what: `No font has the letters of ${called} names`, why: "Boxes are drawn in their place.", mends };
  }
  const why = `${family} has no such letters: ${drawn} draws them, in another style.`;
  return { level: "warning", code: "other_script", ids, what: `${called} names get another font`, why, mends };
}
