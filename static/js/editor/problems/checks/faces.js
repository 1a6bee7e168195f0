/** Weights and styles that a font does not have: its nearest face is drawn instead, so that bold is not bold. */

import { updateElements } from "../../document/commands.js";
import { nearestWeight, WEIGHT_NAMES } from "../../document/typefaces.js";
import { about } from "../problem.js";

const BOLD = 600;
const FAR = 200;
const nameOf = (weight) => WEIGHT_NAMES[weight].toLowerCase();

const change = (id, font) => (document) => updateElements(document, { [id]: { font } });

function otherFamily(font, wants, view) {
  const own = view.families.get(font.family);
  const has = (family) => family.category === own.category && family.faces.some(wants);
  return [...view.families.values()].find(has)?.family ?? null;
}

function problemOf(place, what, wants, faces, view) {
  const { id, font } = place.element;
  const { weight = 400, style = "normal" } = font;
  const inStyle = faces.filter((face) => face.style === style);
  const near = nearestWeight((inStyle.length ? inStyle : faces).map((face) => face.weight), weight);
  const kept = inStyle.length ? style : "normal";
  const mends = [{ label: `Use ${kept === "italic" ? "italic " : ""}${nameOf(near)}`, edit: change(id, { ...font, weight: near, style: kept }) }];
  const other = otherFamily(font, wants, view);
  if (other) mends.push({ label: `Use ${other}`, edit: change(id, { ...font, family: other }) });
  return about("warning", "no_face", place, what, "The nearest face is drawn instead, so that it looks plain.", mends);
}

export const faces = {
  name: "faces",
  element(place, view) {
    const { element } = place;
    if (element.type !== "text") return [];
    const { family, weight = 400, style = "normal" } = element.font;
    const known = view.families.get(family)?.faces;
    if (!known) return [about("error", "no_font", place, `There is no font ${family}`, "Until then the design cannot be saved: choose another font.")];
    const wanted = (face) => face.style === style && (weight < BOLD || face.weight >= BOLD);
    if (!known.some((face) => face.style === style)) return [problemOf(place, `${family} has no italic`, wanted, known, view)];
    const near = nearestWeight(known.filter((face) => face.style === style).map((face) => face.weight), weight);
    const isFar = Math.abs(near - weight) >= FAR || (weight >= BOLD && near < BOLD);
    return isFar ? [problemOf(place, `${family} has no ${nameOf(weight)}${style === "italic" ? " italic" : ""}`, wanted, known, view)] : [];
  },
};
