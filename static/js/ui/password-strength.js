// How hard a new password is to guess, in words, while it is typed. A rough estimate for the person at the keyboard: what may
// be used is decided by the server, which also knows the common and the stolen ones.

const LEAST = 10;
const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop"];
const BITS_OF_A_LETTER_IN_WORDS = 2.2; // of English prose about 1.5, of words that do not belong together more
const FAIR_BITS = 40;
const STRONG_BITS = 58;
const PAUSE_MS = 300; // screen readers hear the sentence once the fingers rest

/** Whether the two stand side by side on a keyboard or in the alphabet, in either direction, or are the same. */
function isStep(one, next) {
  return one === next || ROWS.some((row) => row.includes(one + next) || row.includes(next + one));
}

/** The text with each run of repeats and of neighbours cut to its first two letters: "aaaa1234x" → "aa12x". */
function withoutRuns(text) {
  let kept = "";
  let run = 0;
  for (const [at, letter] of [...text].entries()) {
    run = at && isStep(text[at - 1], letter) ? run + 1 : 0;
    if (run < 2) kept += letter;
  }
  return kept;
}

/** @param {string} text @returns {number} about how many bits it takes to guess it */
function bits(text) {
  const plain = withoutRuns(text.toLowerCase());
  const words = plain.match(/\p{L}{3,}/gu)?.join("").length ?? 0;
  const others = plain.length - words;
  const signs = new Set(plain).size;
  const cases = /\p{Lu}/u.test(text.slice(1)) ? 4 : 0;
  return words * BITS_OF_A_LETTER_IN_WORDS + others * Math.log2(Math.max(2, Math.min(signs * 3, 40))) + cases;
}

/**
 * @param {string} password
 * @param {string[]} own what others know of the person: name, address
 * @returns {{level: "" | "weak" | "fair" | "strong", words: string}} level "" for nothing typed
 */
export function judge(password, own = []) {
  if (!password) return { level: "", words: "" };
  const missing = LEAST - password.length;
  if (missing > 0) return { level: "weak", words: `Too short: ${missing} more character${missing === 1 ? "" : "s"}.` };
  const parts = own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\d]+/u)).filter((part) => part.length > 3);
  const known = parts.find((part) => password.toLowerCase().includes(part));
  const rest = known ? password.toLowerCase().replaceAll(known, "") : password;
  const found = bits(rest);
  if (known && found < STRONG_BITS) return { level: "weak", words: `Easily guessed: “${known}” is what others know of you.` };
  if (found < FAIR_BITS) return { level: "weak", words: "Easily guessed. Three or four words that do not belong together are better." };
  if (found < STRONG_BITS) return { level: "fair", words: "Fair. One more word makes it strong." };
  return { level: "strong", words: "Strong." };
}

function watch(input) {
  const line = document.createElement("p");
  line.className = "password-strength";
  line.setAttribute("role", "status");
  line.append(document.createElement("span"), document.createTextNode(""));
  line.firstChild.setAttribute("aria-hidden", "true");
  input.after(line);
  let pause = 0;
  input.addEventListener("input", () => {
    const own = [...input.form.querySelectorAll("input[type=text], input[type=email]")].map((field) => field.value);
    const { level, words } = judge(input.value, own);
    line.dataset.level = level;
    clearTimeout(pause);
    pause = setTimeout(() => (line.lastChild.textContent = words), PAUSE_MS);
  });
}

globalThis.document?.querySelectorAll("input[name=password1]").forEach(watch);
