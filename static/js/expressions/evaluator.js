/** A tree worked out with the values of one certificate. Each part is looked at once at most, so the parser's limits hold. Pure. */

import { kindOfField } from "./checker.js";
import { ExpressionError, quoted } from "./errors.js";
import { FUNCTIONS, Refused, sized } from "./functions.js";
import { COMPARISONS } from "./parser.js";
import { MAX_NUMBER, UNIT, divided, readDate, readNumber, toText } from "./values.js";

const READERS = {
  number: readNumber,
  date: readDate,
  boolean: (text) => ({ true: true, false: false })[text] ?? null,
};

/**
 * @param {import("./parser.js").Node} node a tree that was checked
 * @param {Record<string, string>} values key → text as in a certificate
 * @param {Record<string, string>} types key → type of the field
 * @returns {import("./values.js").Value} or an ExpressionError for what only values can show: a division by zero, say
 */
export function evaluate(node, values, types) {
  const of = (part) => evaluate(part, values, types);
  if (node.kind === "literal") return node.value;
  if (node.kind === "field") return fieldOf(node, values, types);
  if (Object.hasOwn(LAZY, node.name)) return LAZY[node.name](node.parts, of);
  const found = node.parts.map(of);
  if (Object.hasOwn(FUNCTIONS, node.name)) return called(node, FUNCTIONS[node.name], found);
  if (node.name === "&") return guarded(node, () => sized(found.map(toText).join("")));
  return COMPARISONS.includes(node.name) ? compared(node.name, ...found.map(ordinal)) : calculated(node, found);
}

function fieldOf({ name, at }, values, types) {
  const text = Object.hasOwn(values, name) ? String(values[name] ?? "") : "";
  const kind = kindOfField(name, types);
  if (!text || !Object.hasOwn(READERS, kind)) return text || null;
  const value = READERS[kind](text);
  if (value === null) throw new ExpressionError(at, `${name} holds ${quoted(text)}, which is no ${kind}`);
  return value;
}

function called(node, { work, takesEmpty }, found) {
  if (!takesEmpty && found.includes(null)) return null;
  return guarded(node, () => work(...found));
}

const LAZY = {
  if: ([condition, then, otherwise], of) => (of(condition) ? of(then) : otherwise ? of(otherwise) : null),
  coalesce: (parts, of) => {
    for (const part of parts) {
      const value = of(part);
      if (value !== null) return value;
    }
    return null;
  },
  and: (parts, of) => parts.every((part) => Boolean(of(part))),
  or: (parts, of) => parts.some((part) => Boolean(of(part))),
  not: ([part], of) => !of(part),
};

function guarded({ parts }, work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new ExpressionError(parts[error.argument].at, error.message);
  }
}

// Days as their numbers; all else compares as it is.
const ordinal = (value) => value?.number ?? value;

function compared(operator, left, right) {
  if (operator === "=") return left === right;
  if (operator === "!=") return left !== right;
  // Nothing is neither more nor less.
  if (left === null || right === null) return false;
  return { "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right }[operator];
}

function calculated({ name, at, parts }, found) {
  if (found.includes(null)) return null;
  const [one, other] = found;
  if (name === "negative") return -one;
  if (name === "/" && other === 0n) {
    throw new ExpressionError(parts[1].at, "this is zero, and nothing can be divided by it; test it with if first");
  }
  const units = {
    "+": () => one + other,
    "-": () => one - other,
    "*": () => divided(one * other, UNIT),
    "/": () => divided(one * UNIT, other),
  }[name]();
  if (units >= MAX_NUMBER * UNIT || units <= -MAX_NUMBER * UNIT) {
    throw new ExpressionError(at, "makes a number that is too large");
  }
  return units;
}
