// How hard a new password is to guess, in words, while it is typed: by zxcvbn, which is fetched once somebody comes to the
// field. What may be used is decided by the server, which also knows the stolen ones and more of the common ones.

import { sentence } from "./password-advice.js";

const LEAST = 10;
const LEVELS = ["weak", "weak", "fair", "strong", "very-strong"]; // by the score of zxcvbn
const PAUSE_MS = 300; // nothing is worked out while the fingers move, and screen readers hear the sentence once they rest
// A phone has an answer in a moment also for a long one full of signs that can stand for letters.
const QUICK = { maxLength: 48, l33tMaxSubstitutions: 8 };
// What everybody tries here first (accounts.passwords.context_words), with what others know of the person.
const OF_THE_SITE = ["iconikcerts", "iconik", "certificate", "certificates", "certs", "diploma", "passkey", "operator"];

/** @typedef {{check: (password: string, own: string[]) => {score: number, feedback: object}}} Meter */

/**
 * @param {string} library address of zxcvbn
 * @param {string} words address of the lists of words
 * @returns {Promise<Meter>}
 */
export async function meterFrom(library, words) {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([import(library), import(words)]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, ...QUICK });
}

/** The words in a name or an address, and the whole of it; the longest first. */
function partsOf(texts) {
  const parts = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).map((part) => part.toLowerCase());
  return parts.filter((part) => part.length > 3).sort((one, other) => other.length - one.length);
}

/** What zxcvbn finds; but parts that others know count for nothing, however many there are. */
function found(password, known, meter) {
  const { score, feedback } = meter.check(password, known);
  const rest = known.reduce((text, part) => text.replaceAll(part, ""), password.toLowerCase());
  const scoreOfRest = rest.length < password.length ? meter.check(rest, []).score : score;
  if (scoreOfRest >= score) return { score, feedback };
  return { score: scoreOfRest, feedback: { warning: "userInputs", suggestions: ["anotherWord"] } };
}

/**
 * @param {string} password
 * @param {string[]} own what others know of the person: name, address
 * @param {Meter | null} meter null while it is on its way, or when it cannot be had
 * @returns {{level: "" | "weak" | "fair" | "strong" | "very-strong", words: string}} level "" when there is nothing to say
 */
export function judge(password, own, meter) {
  if (!password) return { level: "", words: "" };
  const missing = LEAST - [...password].length;
  if (missing > 0) return { level: "weak", words: `Too short: ${missing} more character${missing === 1 ? "" : "s"}.` };
  if (!meter) return { level: "", words: "" };
  const { score, feedback } = found(password, partsOf([...OF_THE_SITE, ...own]), meter);
  return { level: LEVELS[score], words: sentence(score, feedback) };
}

function lineAfter(input) {
  const line = document.createElement("p");
  line.className = "password-strength";
  line.setAttribute("role", "status");
  line.append(document.createElement("span"), document.createTextNode(""));
  line.firstChild.setAttribute("aria-hidden", "true");
  input.after(line);
  return line;
}

function watch(input, { meter: library, words: lists }) {
  const line = lineAfter(input);
  let meter = null;
  let pause = 0;
  const say = () => {
    const own = [...input.form.querySelectorAll("input[type=text], input[type=email]")].map((field) => field.value);
    const { level, words } = judge(input.value, own, meter);
    line.dataset.level = level;
    line.lastChild.textContent = words;
  };
  const sayInAMoment = () => {
    clearTimeout(pause);
    pause = setTimeout(say, PAUSE_MS);
  };
  const fetchMeter = () =>
    meterFrom(library, lists).then(
      (found) => {
        meter = found;
        sayInAMoment();
      },
      () => {}, // without it the server judges alone
    );
  input.addEventListener("focus", fetchMeter, { once: true });
  input.addEventListener("input", sayInAMoment);
  if (document.activeElement === input) fetchMeter();
}

const tag = globalThis.document?.querySelector("script[data-meter]");
if (tag) document.querySelectorAll("input[name=password1]").forEach((input) => watch(input, tag.dataset));
