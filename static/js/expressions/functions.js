/** The functions by name: what they take, what they give, and what they do with values that are not empty. Pure. */

import { Day, UNIT, divided, readDate, readNumber, toText } from "./values.js";

const MAX_TEXT = 5000;
const MOST = 20;
const WIDEST = 64;
const FARTHEST = 1_000_000;
const SPACES = "[\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const OUTER_SPACES = new RegExp(`^${SPACES}|${SPACES}$`, "g");
const BEYOND = "leads beyond the years 1 to 9999";

/** A value that a function cannot take: the index of the argument, and why. */
export class Refused extends Error {
  constructor(argument, message) {
    super(message);
    this.argument = argument;
  }
}

const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

function whole(value, low, high, argument = 1) {
  const number = value % UNIT === 0n ? Number(value / UNIT) : NaN;
  if (number >= low && number <= high) return number;
  throw new Refused(argument, `must be a whole number from ${grouped(low)} to ${grouped(high)}, found ${toText(value)}`);
}

/** A text that is not too long, null for none. */
export function sized(text) {
  if (text.length > MAX_TEXT && [...text].length > MAX_TEXT) {
    throw new Refused(0, "makes a text of more than 5,000 characters; shorten it by left");
  }
  return text || null;
}

function pad(value, width, fill = "0") {
  if ([...fill].length !== 1) throw new Refused(2, "must be one character");
  const text = toText(value);
  return fill.repeat(Math.max(0, whole(width, 0, WIDEST) - [...text].length)) + text;
}

function right(text, count) {
  const characters = [...text];
  return characters.slice(Math.max(0, characters.length - whole(count, 0, MAX_TEXT))).join("") || null;
}

const joined = (separator, ...parts) =>
  sized(parts.filter((part) => part !== null).map(toText).join(toText(separator)));

function round(number, decimals = 0n) {
  const step = 10n ** BigInt(12 - whole(decimals, 0, 12));
  return divided(number, step) * step;
}

function shifted(day, months) {
  const count = day.year * 12 + day.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  if (year < 1 || year > 9999) throw new Refused(1, BEYOND);
  const last = Day.numbered(new Day(month === 12 ? year + 1 : year, (month % 12) + 1, 1).number - 1).day;
  return new Day(year, month, Math.min(day.day, last));
}

function addDays(day, days) {
  const number = day.number + whole(days, -FARTHEST, FARTHEST);
  if (number < new Day(1, 1, 1).number || number > new Day(9999, 12, 31).number) throw new Refused(1, BEYOND);
  return Day.numbered(number);
}

const numberOf = (count) => BigInt(count) * UNIT;
const floored = (units) => (units - (((units % UNIT) + UNIT) % UNIT));
const make = (takes, gives, least, most, usage, work, takesEmpty = false) => ({ takes, gives, least, most, usage, work, takesEmpty });
const ofText = (work) => make(["text"], "text", 1, 1, "a text", (text) => sized(work(text)));
const ofNumber = (work) => make(["number"], "number", 1, 1, "a number", work);
const ofDay = (name) => make(["date"], "number", 1, 1, "a date", (day) => numberOf(day[name]));
const adding = (what, work) => make(["date", "number"], "date", 2, 2, `a date and a number of ${what}`, work);
const ofTwoTexts = (work) => make(["text", "text"], "boolean", 2, 2, "two texts", work);
// Worked out by the evaluator: not all of their arguments are.
const lazy = (takes, least, most, usage) => make(takes, "same", least, most, usage, null, true);
const lesser = (one, other) => (other < one ? other : one);
const greater = (one, other) => (other > one ? other : one);

/**
 * `takes`: types of the arguments, the last one for all further ones; "any" is any, "same" (`gives`) theirs. `work` gets
 * arguments that are not empty: of an empty one nothing comes but empty, unless `takesEmpty`.
 *
 * @type {Record<string, {takes: string[], gives: string, least: number, most: number, usage: string, work: Function | null, takesEmpty: boolean}>}
 */
export const FUNCTIONS = {
  if: lazy(["boolean", "any"], 2, 3, "a condition, what holds if it is true, and else"),
  coalesce: lazy(["any"], 2, MOST, "two to 20 values"),
  is_empty: make(["any"], "boolean", 1, 1, "a value", (value) => value === null, true),
  text: make(["any"], "text", 1, 1, "a value", toText),
  number: make(["text"], "number", 1, 1, "a text", (text) => readNumber(text.replace(OUTER_SPACES, ""))),
  date: make(["text"], "date", 1, 1, "a text such as 2026-11-21", (text) => readDate(text.replace(OUTER_SPACES, ""))),
  upper: ofText((text) => text.toUpperCase()),
  lower: ofText((text) => text.toLowerCase()),
  trim: ofText((text) => text.replace(OUTER_SPACES, "")),
  length: make(["text"], "number", 1, 1, "a text", (text) => numberOf([...(text ?? "")].length), true),
  left: make(["text", "number"], "text", 2, 2, "a text and a number of characters", (text, count) =>
    [...text].slice(0, whole(count, 0, MAX_TEXT)).join("") || null),
  right: make(["text", "number"], "text", 2, 2, "a text and a number of characters", right),
  contains: ofTwoTexts((text, part) => text.includes(part)),
  starts_with: ofTwoTexts((text, part) => text.startsWith(part)),
  ends_with: ofTwoTexts((text, part) => text.endsWith(part)),
  replace: make(["text", "text", "text"], "text", 3, 3, "a text, what to replace, and by what", (text, old, by) =>
    text === null || old === null ? text : sized(text.replaceAll(old, () => toText(by))), true),
  concat: make(["any"], "text", 1, MOST, "one to 20 values", (...parts) => joined(null, ...parts), true),
  join: make(["text", "any"], "text", 2, MOST, "a separator and values", joined, true),
  pad: make(["any", "number", "text"], "text", 2, 3, "a value, a width and perhaps a character", pad),
  round: make(["number", "number"], "number", 1, 2, "a number and perhaps decimals", round),
  floor: ofNumber(floored),
  ceil: ofNumber((units) => -floored(-units)),
  abs: ofNumber((units) => (units < 0n ? -units : units)),
  min: make(["number"], "number", 1, MOST, "one to 20 numbers", (...numbers) => numbers.reduce(lesser)),
  max: make(["number"], "number", 1, MOST, "one to 20 numbers", (...numbers) => numbers.reduce(greater)),
  year: ofDay("year"),
  month: ofDay("month"),
  day: ofDay("day"),
  add_years: adding("years", (day, count) => shifted(day, 12 * whole(count, -9999, 9999))),
  add_months: adding("months", (day, count) => shifted(day, whole(count, -FARTHEST, FARTHEST))),
  add_days: adding("days", addDays),
  days_between: make(["date", "date"], "number", 2, 2, "two dates, the earlier one first", (first, last) =>
    numberOf(last.number - first.number)),
};
