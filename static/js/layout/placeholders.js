/** Placeholders: `{key}`, `{key|format}`, `{key|format:argument}`, `{{` and `}}` for braces. Pure. */

import { formatValue } from "./formats.js";
import { cleanLiteral, cleanValue } from "./values.js";

/** What a QR code holds where its element does not say. */
export const DEFAULT_CONTENT = "{verify.url}";
const TOKEN = /\{\{|\}\}|\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)(?:\|([a-z]+)(?::([a-z0-9]+))?)?\}|[^{}]+|[{}]/g;
const parsed = new Map();

/**
 * Take a text apart.
 *
 * @param {string} text
 * @returns {Array<string | {key: string, format: string, argument: string}>} literals and placeholders in order
 */
export function parsePlaceholders(text) {
  if (parsed.has(text)) return parsed.get(text);
  const parts = [];
  for (const match of text.matchAll(TOKEN)) {
    const [token, key, format = "", argument = ""] = match;
    if (key) parts.push({ key, format, argument });
    else parts.push(token === "{{" || token === "}}" ? token[0] : token);
  }
  if (parsed.size > 2000) parsed.clear();
  parsed.set(text, parts);
  return parts;
}

export const placeholdersOf = (text) => parsePlaceholders(text).filter((part) => typeof part === "object");

/**
 * Put values into a text.
 *
 * @param {string} text with placeholders
 * @param {Record<string, string>} values
 * @param {string} language of dates and numbers
 * @returns {{parts: Array<{text: string, bound: boolean}>, bound: boolean, empty: boolean}}
 *   `bound`: the text has placeholders; `empty`: it has, and all of them are empty
 */
export function resolveText(text, values, language) {
  const parts = [];
  let bound = false;
  let filled = false;
  for (const part of parsePlaceholders(text)) {
    if (typeof part === "string") {
      parts.push({ text: cleanLiteral(part), bound: false });
      continue;
    }
    bound = true;
    const value = Object.hasOwn(values, part.key) ? cleanValue(values[part.key]) : "";
    if (value === "") continue;
    filled = true;
    parts.push({ text: formatValue(value, part.format, part.argument, language), bound: true });
  }
  return { parts, bound, empty: bound && !filled };
}

/** The same as one plain string: for addresses and QR contents. */
export function resolvePlain(text, values, language) {
  return resolveText(text, values, language)
    .parts.map((part) => part.text)
    .join("");
}
