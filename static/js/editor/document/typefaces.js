/** What families of the font catalogue have: weights, styles, scripts; and fonts that stay within it. Pure. */

import { coversScript } from "../../layout/coverage.js";

export const WEIGHT_NAMES = {
  100: "Thin",
  200: "Extra light",
  300: "Light",
  400: "Regular",
  500: "Medium",
  600: "Semibold",
  700: "Bold",
  800: "Extra bold",
  900: "Black",
};
export const CATEGORY_NAMES = { serif: "Serif", sans: "Sans serif", script: "Handwriting", display: "Display", mono: "Monospace", symbol: "Symbols" };

/** Scripts by ISO 15924 code: what people call them, and letters that show a face of it. */
export const SCRIPTS = {
  Latn: ["Latin", "Aa"],
  Grek: ["Greek", "Αα"],
  Cyrl: ["Cyrillic", "Яя"],
  Arab: ["Arabic", "أبجد"],
  Hebr: ["Hebrew", "אבגד"],
  Deva: ["Devanagari", "अआइ"],
  Thai: ["Thai", "กขค"],
  Beng: ["Bengali", "অআই"],
  Guru: ["Gurmukhi", "ਅਆਇ"],
  Gujr: ["Gujarati", "અઆઇ"],
  Taml: ["Tamil", "அஆஇ"],
  Telu: ["Telugu", "అఆఇ"],
  Knda: ["Kannada", "ಅಆಇ"],
  Mlym: ["Malayalam", "അആഇ"],
  Sinh: ["Sinhala", "අආඇ"],
  Laoo: ["Lao", "ກຂຄ"],
  Khmr: ["Khmer", "កខគ"],
  Mymr: ["Burmese", "ကခဂ"],
  Geor: ["Georgian", "აბგ"],
  Armn: ["Armenian", "Աբգ"],
  Ethi: ["Ethiopic", "አበገ"],
  Jpan: ["Japanese", "あア日"],
  Hans: ["Chinese, simplified", "简体字"],
  Hant: ["Chinese, traditional", "繁體字"],
  Kore: ["Korean", "한국어"],
};
// Their fonts hold characters of each other; which is made for which, the catalogue says.
const HAN = ["Jpan", "Hans", "Hant", "Kore"];
const BOLD = 700;
const [LEAST_BOLD, REGULAR] = [600, 400];

/**
 * @typedef {{family: string, category: string, faces: {weight: number, style: "normal"|"italic"}[]}} Family of the catalogue
 * @typedef {{family: string, weight?: number, style?: "normal"|"italic"}} Font of a text
 */

/** @param {Family} family @param {"normal"|"italic"} [style] @returns {number[]} the lightest first */
export function weightsOf(family, style = "normal") {
  const inStyle = family.faces.filter((face) => face.style === style);
  return (inStyle.length ? inStyle : family.faces).map(({ weight }) => weight).toSorted((a, b) => a - b);
}

/** @param {Family} family */
export const hasItalic = (family) => family.faces.some(({ style }) => style === "italic");

/** @param {Family} family @param {Font} font */
export const hasBold = (family, font) => weightsOf(family, styleIn(family, font)).some((weight) => weight >= LEAST_BOLD);

/** @param {Font} font */
export const isBold = ({ weight = REGULAR }) => weight >= LEAST_BOLD;

const styleIn = (family, { style = "normal" }) => (style === "italic" && hasItalic(family) ? "italic" : "normal");

/** @param {number[]} weights @param {number} wanted @returns {number} */
export const nearestWeight = (weights, wanted) => weights.reduce((best, weight) => (Math.abs(weight - wanted) < Math.abs(best - wanted) ? weight : best));

/** @param {Font} font @param {Family} family @returns {Font} of this family, in the style and the weight that it has and that are nearest */
export function settled(font, family) {
  const style = styleIn(family, font);
  return { ...font, family: family.family, style, weight: nearestWeight(weightsOf(family, style), font.weight ?? REGULAR) };
}

/** @param {Font} font @param {Family} family @param {boolean} bold @returns {Font} */
export function withBold(font, family, bold) {
  const fitting = weightsOf(family, styleIn(family, font)).filter((weight) => weight >= LEAST_BOLD === bold);
  return fitting.length ? { ...font, weight: nearestWeight(fitting, bold ? BOLD : REGULAR) } : font;
}

/** @param {Font} font @param {Family} family @param {boolean} italic @returns {Font} */
export const withItalic = (font, family, italic) => settled({ ...font, style: italic ? "italic" : "normal" }, family);

/**
 * @param {Family} family
 * @param {{script: string, family: string, serifFamily?: string, scriptFamily?: string}[]} fallbacks of the catalogue
 * @returns {string[]} the scripts that it is made for, by their codes
 */
export function scriptsOf(family, fallbacks) {
  const isNamed = (script) => fallbacks.some((entry) => entry.script === script && [entry.family, entry.serifFamily, entry.scriptFamily].includes(family.family));
  return Object.entries(SCRIPTS)
    .filter(([script, [, letters]]) => (HAN.includes(script) ? isNamed(script) : coversScript(family, script, letters)))
    .map(([script]) => script);
}
