/** From tokens to a tree, by the binding power of operators (Pratt). The grammar is in docs/expressions.md. Pure. */

import { ExpressionError, closest, quoted } from "./errors.js";
import { FUNCTIONS } from "./functions.js";
import { tokensOf } from "./tokens.js";
import { readNumber } from "./values.js";

const MAX_DEPTH = 32;
const MAX_PARTS = 200;
export const COMPARISONS = ["=", "!=", "<", "<=", ">", ">="];
const COMPARED = 40;
const POWERS = new Map([
  ...COMPARISONS.map((sign) => [sign, COMPARED]),
  ...Object.entries({ or: 10, and: 20, "&": 50, "+": 60, "-": 60, "*": 70, "/": 70 }),
]);
const NOT_POWER = 30;
const MINUS_POWER = 80;
const CONSTANTS = new Map([["true", true], ["false", false], ["empty", null]]);
export const WORDS = ["and", "or", "not", ...CONSTANTS.keys()];

/**
 * @typedef {object} Node
 * @property {"literal"|"field"|"call"} kind
 * @property {number} at where it begins, as strings count
 * @property {string} [name] key of a field, or name of a function or operator
 * @property {import("./values.js").Value} [value] of a literal
 * @property {Node[]} parts of a call
 */

/** The tree of an expression, or an ExpressionError. @param {string} source @returns {Node} */
export function parse(source) {
  return new Parser(tokensOf(source), source).whole();
}

/** Every field that is named, in the order of the text. @returns {Array<{key: string, at: number}>} */
export function namesOf(node) {
  const own = node.kind === "field" ? [{ key: node.name, at: node.at }] : [];
  return [...own, ...node.parts.flatMap(namesOf)];
}

class Parser {
  #next = 0;
  #parts = 0;

  constructor(tokens, source) {
    Object.assign(this, { tokens, source });
  }

  whole() {
    if (this.#token.kind === "end") {
      throw new ExpressionError(0, "is empty; write something such as course.score >= 90");
    }
    const node = this.#operand(0, 1);
    if (this.#token.kind !== "end") throw this.#unexpected();
    return node;
  }

  get #token() {
    return this.tokens[this.#next];
  }

  #is(...signs) {
    return ["sign", "name"].includes(this.#token.kind) && signs.includes(this.#token.text);
  }

  #node(kind, at, more) {
    this.#parts += 1;
    if (this.#parts > MAX_PARTS) {
      throw new ExpressionError(at, `has more than ${MAX_PARTS} parts; compute some of them in another field`);
    }
    return { kind, at, parts: [], ...more };
  }

  // What binds tighter than `least`.
  #operand(least, depth) {
    if (depth > MAX_DEPTH) {
      throw new ExpressionError(this.#token.at, "is nested too deeply; compute a part of it in another field");
    }
    let left = this.#first(depth);
    while (["sign", "name"].includes(this.#token.kind)) {
      const name = this.#token.text;
      const power = POWERS.get(name) ?? 0;
      if (power <= least) break;
      this.#next += 1;
      const right = this.#operand(power, depth + 1);
      left = this.#node("call", left.at, { name, parts: [left, right] });
      if (power === COMPARED && this.#is(...COMPARISONS)) {
        throw new ExpressionError(this.#token.at, "compare two things at a time, and join them by and");
      }
    }
    return left;
  }

  #first(depth) {
    const token = this.#token;
    this.#next += 1;
    if (token.kind === "number") return this.#node("literal", token.at, { value: numberOf(token) });
    if (token.kind === "text") return this.#node("literal", token.at, { value: token.text || null });
    if (token.kind === "name") return this.#named(token, depth);
    if (token.text === "-") {
      return this.#node("call", token.at, { name: "negative", parts: [this.#operand(MINUS_POWER, depth + 1)] });
    }
    if (token.text === "(") {
      const inside = this.#operand(0, depth + 1);
      this.#close(token);
      return inside;
    }
    this.#next -= 1;
    throw this.#unexpected();
  }

  #named(token, depth) {
    if (CONSTANTS.has(token.text)) return this.#node("literal", token.at, { value: CONSTANTS.get(token.text) });
    if (token.text === "not") {
      return this.#node("call", token.at, { name: "not", parts: [this.#operand(NOT_POWER, depth + 1)] });
    }
    if (WORDS.includes(token.text)) {
      this.#next -= 1;
      throw this.#unexpected();
    }
    return this.#is("(") ? this.#call(token, depth) : this.#node("field", token.at, { name: token.text });
  }

  #call({ text: name, at }, depth) {
    if (!Object.hasOwn(FUNCTIONS, name)) {
      const meant = closest(name, Object.keys(FUNCTIONS));
      const mend = meant ? `did you mean ${meant}?` : "see the list of functions";
      throw new ExpressionError(at, `${quoted(name)} is no function; ${mend}`, meant);
    }
    const bracket = this.#token;
    this.#next += 1;
    const parts = [];
    while (!this.#is(")")) {
      parts.push(this.#operand(0, depth + 1));
      if (!this.#is(",")) break;
      this.#next += 1;
    }
    this.#close(bracket);
    const { least, most, usage } = FUNCTIONS[name];
    if (parts.length < least || parts.length > most) {
      throw new ExpressionError(at, `${name} takes ${usage}, found ${parts.length} inside its brackets`);
    }
    return this.#node("call", at, { name, parts });
  }

  #close(bracket) {
    if (!this.#is(")")) {
      if (this.#token.kind !== "end") throw this.#unexpected();
      const character = [...this.source.slice(0, bracket.at)].length + 1;
      throw new ExpressionError(this.#token.at, `')' is missing; it closes the '(' at character ${character}`);
    }
    this.#next += 1;
  }

  #unexpected() {
    const { kind, text, at } = this.#token;
    const before = this.tokens[this.#next - 1];
    if (kind === "end") return new ExpressionError(at, "something is missing at the end");
    if (kind === "sign" && text === ")" && before && ![",", "("].includes(before.text)) {
      return new ExpressionError(at, "')' closes nothing; remove it");
    }
    if (kind === "sign" && text === ",") {
      return new ExpressionError(at, "',' only stands between what a function takes; a decimal is written 1.5");
    }
    const small = text.toLowerCase();
    if (small === "and" || small === "or") {
      return new ExpressionError(at, `${quoted(text)} is written ${small}, between two conditions`);
    }
    if (before && (before.kind !== "sign" || before.text === ")") && !this.#is("(")) {
      return new ExpressionError(at, `an operator is missing before ${quoted(text)}, such as & or +`);
    }
    return new ExpressionError(at, `${quoted(text)} cannot stand here; put a value before it`);
  }
}

function numberOf({ text, at }) {
  const number = readNumber(text);
  const decimals = text.split(".")[1] ?? "";
  if (number !== null && !/[1-9]/.test(decimals.slice(12))) return number;
  throw new ExpressionError(at, "must be below 1,000,000,000,000,000 and have at most 12 decimals");
}
