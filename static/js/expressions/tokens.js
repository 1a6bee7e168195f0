/** From text to tokens. Pure. */

import { ExpressionError, quoted } from "./errors.js";

const MAX_LENGTH = 1000;
const TOKEN =
  /(?<space>[ \t\n\r\u00a0]+)|(?<number>[0-9]+(?:\.[0-9]+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)|(?<text>"(?:[^"]|"")*"|'(?:[^']|'')*')|(?<sign><=|>=|!=|<>|==|[-+*/&=<>(),])/y;
const SAME = { "==": "=", "<>": "!=" };
const BRACES = "write a field without braces, as in course.score";
const STRAIGHT = 'write straight quotes: "text"';
// What people write who know another language, and what to write here.
const HINTS = {
  "{": BRACES,
  "}": BRACES,
  "“": STRAIGHT,
  "”": STRAIGHT,
  "≥": "write >=",
  "≤": "write <=",
  "≠": "write !=",
  "×": "write *",
  "÷": "write /",
  "−": "write -",
  "!": "write not",
  "|": "write or",
  "%": "write a share, such as 0.5",
  ";": "separate by a comma",
};

/**
 * @typedef {object} Token
 * @property {"number"|"text"|"name"|"sign"|"end"} kind
 * @property {string} text of a text what stands between its quotes
 * @property {number} at as strings count
 */

/** Take an expression apart; the last token is the end. @param {string} source @returns {Token[]} */
export function tokensOf(source) {
  const characters = [...source];
  if (characters.length > MAX_LENGTH) {
    const at = characters.slice(0, MAX_LENGTH).join("").length;
    throw new ExpressionError(at, "has more than 1,000 characters; compute a part of it in another field");
  }
  const found = [];
  let at = 0;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match) throw new ExpressionError(at, noToken(String.fromCodePoint(source.codePointAt(at))));
    const [token] = match;
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    if (kind === "text") found.push({ kind, text: token.slice(1, -1).replaceAll(token[0] + token[0], token[0]), at });
    else if (kind !== "space") found.push({ kind, text: SAME[token] ?? token, at });
    at += token.length;
  }
  return [...found, { kind: "end", text: "", at: source.length }];
}

function noToken(character) {
  if (character === '"' || character === "'") return `this text is never closed; end it with ${character}`;
  const hint = Object.hasOwn(HINTS, character) ? HINTS[character] : "remove it, or put text in quotes";
  return `${quoted(character)} means nothing here; ${hint}`;
}
