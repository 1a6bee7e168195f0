/** One text element with its values → lines with positions, ready for canvas and SVG. */

import { fitText } from "./fitting.js";
import { missingCharacters, withoutMissingEmoji } from "./glyphs.js";
import { resolveText } from "./placeholders.js";
import { isJoined } from "./scripts.js";
import { piecesOf, plainOf, runOf, textModel } from "./text_model.js";
import { mm, PX_PER_PT } from "./units.js";

/**
 * The element's own language, else that of the certificate for what is bound, else of the document: so the two columns of
 * a bilingual design each keep theirs, whatever the recipient's is.
 */
export function languageOf(element, context, bound) {
  return element.language || (bound && context.values["certificate.language"]) || context.language;
}

/** The text of an element with its values, and the face that it is set in. `null`: nothing to draw. */
export function resolveElement(element, context) {
  const language = languageOf(element, context, true);
  const { parts, bound, empty } = resolveText(element.text, context.values, language);
  if (empty && element.hideWhenEmpty !== false) return null;
  const text = parts.map((part) => part.text).join("");
  if (!text.trim()) return null;
  const own = languageOf(element, context, bound);
  const { family, weight = 400, style = "normal" } = element.font;
  const stack = context.fonts.stack(family, element.transform === "uppercase" ? text.toUpperCase() : text, own);
  const caps = element.transform === "small-caps" ? "small-caps" : "normal";
  return { parts, bound, text, face: { family: context.fonts.cssName(family), weight, style, stack, language: own, caps } };
}

/**
 * @param {object} element text element of the document
 * @param {object} context see `context.js`
 * @returns {null | {face: object, size: number, lines: object[], text: string, bound: boolean, faults: object[]}}
 *   size in px; a line: `{run, pieces, x, baseline, width, advance, letterSpacing, wordSpacing, direction}` in px
 *   from the top left corner of the box; null when there is nothing to draw
 */
export function layoutText(element, context) {
  const resolved = resolveElement(element, context);
  if (!resolved) return null;
  const { face } = resolved;
  const missing = missingCharacters(resolved.text, face, context.ruler);
  const parts = withoutMissingEmoji(resolved.parts, missing);
  const model = textModel(parts, {
    direction: element.direction ?? "auto",
    fallbackDirection: context.direction,
    transform: element.transform ?? "none",
    language: face.language,
  });
  const spacing = isJoined(model.text) ? 0 : (element.letterSpacing ?? 0) * PX_PER_PT;
  const nominal = element.size * PX_PER_PT;
  const measure = (start, end, direction, scale = 1, extra = {}) =>
    context.ruler.measure(runOf(piecesOf(model, start, end)), face, {
      size: nominal * scale,
      letterSpacing: spacing * scale,
      direction,
      ...extra,
    });
  const box = {
    width: mm(element.width),
    height: mm(element.height),
    fit: element.fit ?? "wrap",
    size: element.size,
    minSize: element.minSize ?? element.size,
    lineHeight: element.lineHeight ?? 1.25,
    maxLines: element.maxLines ?? 0,
    balanced: element.align === "center",
  };
  const widthOf = (start, end, { direction }) =>
    start === end ? 0 : measure(start, end, direction).advance - spacing;
  const setting = { element, model, face, box, spacing, measure };
  const fitted = fitText(model, box, widthOf, PX_PER_PT, (lines, size) => inkFits(lines, size, setting));
  setting.scale = fitted.size / element.size;
  return {
    face,
    size: fitted.size * PX_PER_PT,
    lines: placeLines(fitted, setting, context),
    text: fitted.lines.map(({ start, end }) => plainOf(piecesOf(model, start, end))).join("\n"),
    bound: resolved.bound,
    faults: [...fitted.faults.map((code) => ({ code })), ...missing.faults],
  };
}

// Ink of lines, from the first baseline and the left of each line, in px.
function inkOf(lines, size, { box, measure, element }) {
  const pitch = size * PX_PER_PT * box.lineHeight;
  const inks = lines.map(({ start, end, direction }) => measure(start, end, direction, size / element.size));
  return {
    top: Math.min(...inks.map((ink, at) => at * pitch - ink.ascent)),
    bottom: Math.max(...inks.map((ink, at) => at * pitch + ink.descent)),
    inks,
  };
}

function inkFits(lines, size, setting) {
  const drawn = lines.filter(({ start, end }) => start < end);
  if (drawn.length === 0) return true;
  const { top, bottom, inks } = inkOf(drawn, size, setting);
  const { box } = setting;
  return bottom - top <= box.height && inks.every((ink) => ink.left + ink.right <= box.width);
}

// How far to move something from `low` to `high` so that it lies within 0 and `length`, if it can.
function inward(low, high, length) {
  if (high - low > length) return 0;
  return low < 0 ? -low : Math.min(0, length - high);
}

function placeLines(fitted, setting, context) {
  const { element, box, face } = setting;
  const size = fitted.size * PX_PER_PT;
  const pitch = size * box.lineHeight;
  const { ascent, descent } = context.ruler.vertical(face);
  const free = box.height - fitted.lines.length * pitch;
  const top = { top: 0, middle: free / 2, bottom: free }[element.verticalAlign ?? "top"];
  // As in CSS: what the line height leaves over is shared above and below the letters.
  const first = top + (pitch - (ascent + descent) * size) / 2 + ascent * size;
  const ink = inkOf(fitted.lines, fitted.size, setting);
  const keepsIn = box.fit !== "none";
  const down = keepsIn ? inward(first + ink.top, first + ink.bottom, box.height) : 0;
  return fitted.lines
    .map((line, at) => {
      const placed = { ...placeLine(line, setting), baseline: first + down + at * pitch };
      const { left, right } = ink.inks[at];
      const aside = keepsIn && !placed.stretched ? inward(placed.x - left, placed.x + right, box.width) : 0;
      return { ...placed, x: placed.x + aside };
    })
    .filter((line) => line.pieces.length > 0);
}

function placeLine(line, setting) {
  const { element, model, box, measure, scale } = setting;
  const pieces = piecesOf(model, line.start, line.end);
  const letterSpacing = setting.spacing * scale;
  const { advance } = measure(line.start, line.end, line.direction, scale);
  const width = Math.max(0, advance - letterSpacing);
  const base = { run: runOf(pieces), pieces, direction: line.direction, letterSpacing, wordSpacing: 0 };
  if (element.align === "justify" && !line.last && width > 0 && width < box.width) {
    return { ...base, ...justify(line, setting, { advance, width, letterSpacing }) };
  }
  return { ...base, x: alignedX(element.align ?? "start", line.direction, box.width, width), width, advance };
}

function alignedX(align, direction, boxWidth, width) {
  if (align === "center") return (boxWidth - width) / 2;
  if (align === "left") return 0;
  if (align === "right") return boxWidth - width;
  const atStart = align !== "end";
  return atStart === (direction === "ltr") ? 0 : boxWidth - width;
}

// Spaces grow; a line without spaces (Chinese, Japanese) grows between its characters. How many places
// there are is measured, for the browser decides what counts as one.
function justify(line, { box, measure, scale, model }, { advance, width, letterSpacing }) {
  const more = box.width - width;
  const gain = (extra) => measure(line.start, line.end, line.direction, scale, extra).advance - advance;
  const spaces = Math.round(gain({ wordSpacing: 10 }) / 10);
  if (spaces > 0) {
    return { x: 0, width: box.width, advance: advance + more, wordSpacing: more / spaces, stretched: true };
  }
  const letters = Math.round(gain({ letterSpacing: letterSpacing + 10 }) / 10);
  if (letters > 1 && !isJoined(model.text)) {
    const extra = more / (letters - 1);
    return { x: 0, width: box.width, advance: advance + extra * letters, letterSpacing: letterSpacing + extra, stretched: true };
  }
  return { x: line.direction === "ltr" ? 0 : more, width, advance };
}
