/** Whether the sample of a field keeps the rules that values of lists keep (templates_app/document/rules.py). Pure. */

import { followsPattern } from "./pattern_match.js";
import { patternFault } from "./patterns.js";

/**
 * @param {object} field a declaration whose sample is written as its type asks
 * @returns {string | null} what is wrong with the sample and what to do; null when nothing is
 */
export function sampleBreach({ sample, type, options, min, max, min_length: shortest, max_length: longest, pattern }) {
  const length = [...sample].length;
  if (type === "choice" && options && !options.includes(sample)) return "Write one of the options.";
  if (longest && length > longest) return `Is longer than ${longest} characters.`;
  if (shortest && length < shortest) return `Is shorter than ${shortest} characters.`;
  if (isSet(min) && isLess(type, sample, min)) return `Is ${type === "date" ? "before" : "less than"} ${min}.`;
  if (isSet(max) && isLess(type, max, sample)) return `Is ${type === "date" ? "after" : "more than"} ${max}.`;
  const isRight = !pattern || patternFault(pattern) || followsPattern(pattern, sample); // a fault of the pattern is told at its own place
  return isRight ? null : "Does not follow the pattern.";
}

const isSet = (limit) => limit !== undefined && limit !== "";

// Days written YYYY-MM-DD are in the order of their letters.
const isLess = (type, one, other) => (type === "number" ? Number(one) < Number(other) : String(one) < String(other));
