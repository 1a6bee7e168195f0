/** An expression against the fields of a design: unknown names and kinds that do not fit, before there are any values. Pure. */

import { ExpressionError, closest, quoted } from "./errors.js";
import { FUNCTIONS } from "./functions.js";
import { WORDS, parse } from "./parser.js";
import { kindOf, readDate, readNumber } from "./values.js";

/** What every certificate has, with the types of a computation; `sequence` is the running number in its job. */
export const SYSTEM_TYPES = {
  "certificate.number": "text",
  "certificate.code": "text",
  "certificate.language": "text",
  "certificate.issued_on": "date",
  "certificate.expires_on": "date",
  "issuer.name": "text",
  "verify.url": "text",
  "verify.qr": "text",
  sequence: "number",
};
// Other types of fields hold texts.
const OWN_KINDS = ["number", "date", "boolean"];
const NAMES = { text: "text", number: "a number", date: "a date", boolean: "true or false", empty: "nothing" };
const AS_TEXT = "; write text(…) around it";
const MENDS = {
  "number text": "; write number(…) around it",
  "text number": AS_TEXT,
  "text date": AS_TEXT,
  "text boolean": AS_TEXT,
  "date text": '; a day is written date("2026-11-21")',
  "boolean text": '; compare it, as in course.grade = "A"',
  "boolean number": "; compare it, as in course.score >= 90",
  "boolean date": "; compare it with another date",
};
const mend = (wanted, found) => MENDS[`${wanted} ${found}`] ?? "";
const OPERANDS = { "+": "number", "-": "number", "*": "number", "/": "number", negative: "number", "&": "any" };
const TRUTHS = ["and", "or", "not"];

/**
 * The tree of an expression that names only known fields and gives what is wanted, or an ExpressionError.
 *
 * @param {string} source
 * @param {Record<string, string>} types key → type of the field
 * @param {"any"|"text"|"number"|"date"|"boolean"} [wanted]
 */
export function check(source, types, wanted = "any") {
  const node = parse(source);
  require(typeOf(node, types), wanted, node);
  return node;
}

/** What the value of a field is in a computation, "" for a field that nobody knows. */
export function kindOfField(key, types) {
  const own = Object.hasOwn(types, key) ? types[key] : "";
  const kind = own || (Object.hasOwn(SYSTEM_TYPES, key) ? SYSTEM_TYPES[key] : "");
  return !kind || OWN_KINDS.includes(kind) ? kind : "text";
}

/** @returns {"text"|"number"|"date"|"boolean"|"empty"} or an ExpressionError */
export function typeOf(node, types) {
  if (node.kind === "literal") return kindOf(node.value);
  if (node.kind === "field") return kindOfField(node.name, types) || unknown(node, types);
  const found = node.parts.map((part) => typeOf(part, types));
  if (Object.hasOwn(FUNCTIONS, node.name)) return ofFunction(node, found);
  if (node.name in OPERANDS || TRUTHS.includes(node.name)) {
    const wanted = OPERANDS[node.name] ?? "boolean";
    node.parts.forEach((part, place) => require(found[place], wanted, part));
    return node.name === "&" ? "text" : wanted;
  }
  return ofComparison(node, found);
}

function ofFunction({ name, parts }, found) {
  const { takes, gives } = FUNCTIONS[name];
  parts.forEach((part, place) => {
    require(found[place], takes[Math.min(place, takes.length - 1)], part);
    if (["date", "number"].includes(name) && part.kind === "literal") readable(name, part);
  });
  if (gives !== "same") return gives;
  let outcome = "empty";
  for (let place = name === "if" ? 1 : 0; place < parts.length; place++) {
    const kind = found[place];
    if (outcome !== "empty" && kind !== "empty" && kind !== outcome) {
      throw new ExpressionError(parts[place].at, `must be ${NAMES[outcome]} like the one before it, and is ${NAMES[kind]}`);
    }
    if (outcome === "empty") outcome = kind;
  }
  return outcome;
}

function readable(name, { value, at }) {
  if (!value || (name === "date" ? readDate(value) : readNumber(value)) !== null) return;
  throw new ExpressionError(at, `is no ${name}; write it as ${name === "date" ? "2026-11-21" : "12.5"}`);
}

function ofComparison({ name, parts }, [one, other]) {
  if (name !== "=" && name !== "!=") {
    [one, other].forEach((kind, place) => {
      if (["number", "date", "empty"].includes(kind)) return;
      throw new ExpressionError(parts[place].at, `${name} compares numbers and dates, and this is ${NAMES[kind]}`);
    });
  }
  if (one !== other && one !== "empty" && other !== "empty") {
    const what = `is ${NAMES[other]} and cannot be compared with ${NAMES[one]}`;
    throw new ExpressionError(parts[1].at, what + mend(one, other));
  }
  return "boolean";
}

function require(kind, wanted, { at }) {
  if (wanted === "any" || wanted === kind || kind === "empty") return;
  throw new ExpressionError(at, `must be ${NAMES[wanted]}, and is ${NAMES[kind]}${mend(wanted, kind)}`);
}

function unknown({ name, at }, types) {
  if (Object.hasOwn(FUNCTIONS, name)) throw new ExpressionError(at, `${name} is a function; write ${name}(…)`);
  const meant = closest(name, [...new Set([...Object.keys(types), ...Object.keys(SYSTEM_TYPES), ...WORDS])]);
  const help = meant ? `did you mean ${meant}?` : "add it to the fields, or put text in quotes";
  throw new ExpressionError(at, `${quoted(name)} is no field of this design; ${help}`, meant);
}
