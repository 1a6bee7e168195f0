/**
 * The grammar of placeholders with its faults and where they are: the same as templates_app/document/placeholders.py, which refuses
 * a text with faults. The layout module draws what it can and says nothing. Pure.
 */

const KEY = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;
const PIECE = /\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g;
const DECIMALS = ["0", "1", "2", "3", "4", "5", "6"];

/** What each format takes after its colon; nothing where the list is empty. */
const ARGUMENTS = {
  date: ["full", "long", "medium", "short", "iso"],
  number: DECIMALS,
  percent: DECIMALS,
  upper: [],
  lower: [],
};

/** Formats that make sense of a value, by the type of its field. */
export const FORMATS_OF = { text: ["upper", "lower"], number: ["number", "percent"], date: ["date"], email: ["upper", "lower"], url: [] };

/**
 * @param {string} text
 * @returns {Array<{start: number, end: number, key: string, format: string, fault?: string, instead?: string}>} placeholders and faults
 *   in order; offsets in characters, `end` exclusive. `fault` says what is wrong, `instead` what to write in its place
 */
export function placeholdersAndFaults(text) {
  const found = [];
  for (const match of text.matchAll(PIECE)) {
    const [piece] = match;
    if (!"{}".includes(piece[0]) || piece === "{{" || piece === "}}") continue;
    found.push({ start: match.index, end: match.index + piece.length, key: "", format: "", ...read(piece) });
  }
  return found;
}

function read(piece) {
  if (piece === "{") return { fault: "“{” is never closed", instead: "{{" };
  if (piece === "}") return { fault: "“}” closes nothing", instead: "}}" };
  const inside = piece.slice(1, -1);
  const [, key, bar, formatted = ""] = /^([^|]*)(\|?)(.*)$/s.exec(inside);
  if (!KEY.test(key)) return { fault: `“${piece}” names no field`, instead: `{{${inside}}}` };
  const [, format, colon, argument] = /^([^:]*)(:?)(.*)$/s.exec(formatted);
  const fault = bar && faultOf(format, colon, argument);
  return fault ? { key, fault, instead: `{${key}}` } : { key, format };
}

function faultOf(format, colon, argument) {
  const known = Object.hasOwn(ARGUMENTS, format) ? ARGUMENTS[format] : null;
  if (!known) return `“${format}” is no format`;
  if (!known.length && colon) return `the format ${format} takes nothing after it`;
  return known.length && !known.includes(argument) ? `the format ${format} needs one of ${known.join(", ")}` : "";
}

/**
 * The word most like another, if it is like it at all.
 *
 * @param {string} word
 * @param {Iterable<string>} words
 * @returns {string | null}
 */
export function nearest(word, words) {
  const most = Math.max(2, Math.floor(word.length / 4));
  const near = [...words].map((each) => [distance(word, each), each]).filter(([steps]) => steps <= most);
  return near.sort(([a], [b]) => a - b)[0]?.[1] ?? null;
}

// Letters to change, add or leave out (Levenshtein).
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
