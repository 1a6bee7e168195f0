/**
 * Colours and gradients of the document: read as people write them, mixed, changed, shown in CSS. Pure.
 *
 * @typedef {{offset: number, color: string}} Stop offset from 0 to 1
 * @typedef {{type: "linear" | "radial", angle?: number, stops: Stop[]}} Gradient angle in degrees, 0 runs from left to right
 * @typedef {null | string | Gradient} Paint null for nothing, `#rrggbb` or `#rrggbbaa`
 */

const MOST_STOPS = 16;
const LEAST_STOPS = 2;
const FIRST_COLOUR = "#1f3a6d";
/** What is written and drawn with unless somebody chooses. */
export const INK = "#1f2937";

/** Gradients to begin with: name → stops. Metals are banded, as light falls on foil. */
export const PRESETS = {
  Gold: stops("#8a6116", "#e2bd60", "#fff3c4", "#cf9f3a", "#8a6116"),
  Silver: stops("#7b8188", "#d9dde1", "#fbfcfd", "#b4bac0", "#7b8188"),
  Bronze: stops("#5f3517", "#b5763f", "#eec39a", "#97592b", "#5f3517"),
  "Rose gold": stops("#9c5a4f", "#e8b4a4", "#fde6dc", "#cf8d7d", "#9c5a4f"),
  Copper: stops("#6f2f16", "#c8683a", "#f6b88f", "#a5502a", "#6f2f16"),
  Platinum: stops("#8f949b", "#eef0f3", "#c3c8ce", "#ffffff", "#a3a9b0"),
  Foil: stops("#6d5bd0", "#6fd3e6", "#f4f0b8", "#f2a3c7", "#6d5bd0"),
  Ink: stops("#0f1d3a", "#2f5597"),
  Sea: stops("#0f766e", "#67e8f9"),
  Dusk: stops("#7c2d6f", "#f59e5b"),
  Wine: stops("#4a0d21", "#a31f45"),
  Paper: stops("#ffffff", "#f1e9d8"),
};

function stops(...colours) {
  return colours.map((color, at) => ({ offset: Math.round((at / (colours.length - 1)) * 100) / 100, color }));
}

/**
 * A colour as people write it: with or without #, three to eight digits, or rgb(…).
 *
 * @param {string} text
 * @returns {string | null} `#rrggbb`, `#rrggbbaa` when not solid, or null for what is no colour
 */
export function colourFrom(text) {
  const written = text.trim().toLowerCase();
  const rgb = written.match(/^rgb\(?\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)?$/);
  if (rgb) return rgb.slice(1).every((part) => part <= 255) ? `#${rgb.slice(1).map(hex).join("")}` : null;
  const digits = written.replace(/^#/, "");
  if (!/^[0-9a-f]+$/.test(digits) || ![3, 4, 6, 8].includes(digits.length)) return null;
  const full = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return `#${full.endsWith("ff") && full.length === 8 ? full.slice(0, 6) : full}`;
}

const hex = (value) => Math.round(value).toString(16).padStart(2, "0");
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** @param {string} colour @returns {number} 0 is invisible, 1 is solid */
export const opacityOf = (colour) => (colour.length === 9 ? Math.round((parseInt(colour.slice(7), 16) / 255) * 100) / 100 : 1);

/** The colour with another opacity, 0 to 1. */
export function withOpacity(colour, opacity) {
  const solid = colour.slice(0, 7);
  return opacity >= 1 ? solid : solid + hex(Math.max(0, opacity) * 255);
}

/** The colour that lies at `share` of the way from one to the other. */
export function mixed(from, to, share) {
  const [one, other] = [channels(from), channels(to)];
  const solid = `#${one.map((value, at) => hex(value + (other[at] - value) * share)).join("")}`;
  return withOpacity(solid, opacityOf(from) + (opacityOf(to) - opacityOf(from)) * share);
}

// From white to white there would be no gradient to see.
const isPale = (colour) => channels(colour).every((channel) => channel >= 224);

/** @param {Paint | {type: "image"}} paint @returns {"none" | "solid" | "linear" | "radial" | "image"} */
export function kindOf(paint) {
  if (paint === null || paint === undefined) return "none";
  return typeof paint === "string" ? "solid" : paint.type;
}

/**
 * A paint of another kind that keeps what it can of this one: its colours, its stops.
 *
 * @param {Paint} paint
 * @param {"none" | "solid" | "linear" | "radial"} kind
 * @param {string} [fallback] colour for what had none
 * @returns {Paint}
 */
export function asKind(paint, kind, fallback = FIRST_COLOUR) {
  if (kind === kindOf(paint)) return paint;
  if (kind === "none") return null;
  const first = typeof paint === "string" ? paint : (paint?.stops?.[0].color ?? fallback);
  if (kind === "solid") return first;
  const list = paint?.stops ?? [
    { offset: 0, color: first },
    { offset: 1, color: isPale(first) ? mixed(first, "#000000", 0.12) : mixed(first, "#ffffff", 0.6) },
  ];
  return kind === "linear" ? { type: "linear", angle: 90, stops: list } : { type: "radial", stops: list };
}

const inOrder = (list) => list.toSorted((a, b) => a.offset - b.offset);
const tidy = (offset) => Math.round(Math.min(1, Math.max(0, offset)) * 100) / 100;

/** The colour of a gradient at an offset. @param {Stop[]} list @param {number} offset */
export function colourAt(list, offset) {
  const after = list.findIndex((stop) => stop.offset >= offset);
  if (after === 0) return list[0].color;
  if (after < 0) return list.at(-1).color;
  const [from, to] = [list[after - 1], list[after]];
  const span = to.offset - from.offset;
  return mixed(from.color, to.color, span ? (offset - from.offset) / span : 1);
}

/**
 * @param {Gradient} gradient
 * @param {number} offset where the stop comes
 * @returns {{gradient: Gradient, at: number}} at: its place; unchanged, with -1, when there are as many as can be
 */
export function addStop(gradient, offset) {
  if (gradient.stops.length >= MOST_STOPS) return { gradient, at: -1 };
  const stop = { offset: tidy(offset), color: colourAt(gradient.stops, offset) };
  const list = inOrder([...gradient.stops, stop]);
  return { gradient: { ...gradient, stops: list }, at: list.indexOf(stop) };
}

/** Where there is most room for another stop: the middle of the widest gap. @param {Gradient} gradient */
export function roomiest({ stops: list }) {
  const gaps = list.slice(1).map((stop, at) => ({ from: list[at].offset, width: stop.offset - list[at].offset }));
  const widest = gaps.reduce((best, gap) => (gap.width > best.width ? gap : best));
  return widest.from + widest.width / 2;
}

/** The gradient with a stop elsewhere or in another colour. @returns {{gradient: Gradient, at: number}} at: its place then */
export function changeStop(gradient, at, { offset = gradient.stops[at].offset, color = gradient.stops[at].color }) {
  const stop = { offset: tidy(offset), color };
  const list = inOrder(gradient.stops.with(at, stop));
  return { gradient: { ...gradient, stops: list }, at: list.indexOf(stop) };
}

/** The gradient without a stop; two always stay. @param {Gradient} gradient @param {number} at */
export function removeStop(gradient, at) {
  return gradient.stops.length > LEAST_STOPS ? { ...gradient, stops: gradient.stops.toSpliced(at, 1) } : gradient;
}

/** The gradient from its end to its beginning. @param {Gradient} gradient */
export function reversed(gradient) {
  return { ...gradient, stops: gradient.stops.toReversed().map(({ offset, color }) => ({ offset: tidy(1 - offset), color })) };
}

/** @param {Paint} paint @returns {string} a CSS image that shows it; its angle for a box as wide as high */
export function cssOf(paint) {
  const kind = kindOf(paint);
  if (kind === "none" || kind === "image") return "none";
  if (kind === "solid") return `linear-gradient(${paint}, ${paint})`;
  const list = paint.stops.map(({ offset, color }) => `${color} ${offset * 100}%`).join(", ");
  return kind === "radial" ? `radial-gradient(${list})` : `linear-gradient(${(paint.angle ?? 0) + 90}deg, ${list})`;
}

/** @param {Paint} paint @returns {string} what it is, in words */
export function nameOf(paint) {
  const kind = kindOf(paint);
  if (kind !== "solid") return { none: "None", linear: "Linear", radial: "Radial", image: "Picture" }[kind];
  const opacity = opacityOf(paint);
  return paint.slice(0, 7).toUpperCase() + (opacity < 1 ? ` ${Math.round(opacity * 100)} %` : "");
}
