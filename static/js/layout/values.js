/** Values that come from strangers, made harmless before they meet a design. Pure: runs in Node too. */

// Explicit bidirectional controls (UAX #9, 2.1–2.5): one left open would turn the text around it.
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
// C0, C1, soft hyphen, deprecated format characters, interlinear marks, byte order mark, tags, noncharacters.
// Joiners (U+200C, U+200D), direction marks (U+200E, U+200F, U+061C) and the zero-width space stay: scripts need them.
const CONTROLS =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u206A-\u206F\uFFF9-\uFFFC\uFEFF\uFDD0-\uFDEF\uFFFE\uFFFF\u{E0000}-\u{E0FFF}]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\u000B\u000C]/g;

/**
 * A value as it may be drawn: well-formed, composed (NFC), one kind of line end, no control characters and
 * no bidirectional overrides.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function cleanValue(value) {
  if (value === null || value === undefined) return "";
  return String(value)
    .toWellFormed()
    .replace(LINE_ENDS, "\n")
    .replace(/\t/g, " ")
    .replace(CONTROLS, "")
    .replace(BIDI_CONTROLS, "")
    .normalize("NFC")
    .trim();
}

/** Literal text of a design: the same, but its outer spaces are the designer's. */
export function cleanLiteral(text) {
  return String(text)
    .toWellFormed()
    .replace(LINE_ENDS, "\n")
    .replace(/\t/g, " ")
    .replace(CONTROLS, "")
    .replace(BIDI_CONTROLS, "")
    .normalize("NFC");
}

/**
 * An address that a click may open, or "" for anything but https:, http: and mailto:.
 *
 * @param {string} text
 * @returns {string} normalised address in ASCII
 */
export function safeLink(text) {
  let url;
  try {
    url = new URL(text.trim());
  } catch {
    return "";
  }
  return ["https:", "http:", "mailto:"].includes(url.protocol) ? url.href : "";
}
