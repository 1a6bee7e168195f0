/**
 * Patterns of fields: whether one is written in the dialect that the server knows (docs/document-format.md), which matches in time that
 * no pattern can drive up. The same rules and words as templates_app/document/patterns.py. Pure.
 */

const MOST_STATES = 256;
const MOST_REPEATS = 100;
const DEEPEST = 20;
const QUANTIFIERS = { "*": [0, null], "+": [1, null], "?": [0, 1] };

class Fault extends Error {
  constructor(at, message) {
    super(message);
    this.at = at;
  }
}

/**
 * @param {string} source
 * @returns {{at: number, message: string} | null} what is wrong with a pattern; `at` counts characters from 0
 */
export function patternFault(source) {
  try {
    const states = new Reader([...source]).whole() + 1;
    if (states > MOST_STATES) throw new Fault(0, "repeats too much; use smaller numbers in braces");
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { at: error.at, message: error.message };
  }
}

// Each part gives the number of states that the server needs for it.
class Reader {
  constructor(signs) {
    const isOpen = signs[0] === "^";
    const isClosed = signs.at(-1) === "$" && signs.at(-2) !== "\\" && signs.length > (isOpen ? 1 : 0);
    this.signs = isClosed ? signs.slice(0, -1) : signs;
    this.at = isOpen ? 1 : 0;
  }

  whole() {
    const states = this.#choice(0);
    if (this.at < this.signs.length) throw new Fault(this.at, "')' closes nothing; write \\) for a bracket");
    return states;
  }

  get #here() {
    return this.signs[this.at] ?? "";
  }

  #choice(depth) {
    if (depth > DEEPEST) throw new Fault(this.at, "has too many brackets inside each other");
    const ways = [this.#way(depth)];
    while (this.#here === "|") {
      this.at += 1;
      ways.push(this.#way(depth));
    }
    return ways.reduce((sum, states) => sum + states, ways.length > 1 ? 1 : 0);
  }

  #way(depth) {
    let states = 0;
    while (!["", "|", ")"].includes(this.#here)) {
      const once = this.#atom(depth);
      const [least, most] = this.#quantifier();
      if (once === 0) continue; // brackets that hold nothing are left out, whatever their repetition
      states += most === null ? once + 1 + once * least : once * most + (most - least);
    }
    return states;
  }

  #atom(depth) {
    const [at, sign] = [this.at, this.#here];
    this.at += 1;
    if (sign === "(") return this.#group(at, depth);
    if (sign === "[") this.#set(at);
    else if (sign === "\\") this.#escaped();
    else if ("*+?{".includes(sign)) throw new Fault(at, `'${sign}' repeats nothing; write \\${sign} for the sign itself`);
    else if ("^$".includes(sign)) throw new Fault(at, `'${sign}' is not needed: a pattern is about the whole value; remove it`);
    else if ("]}".includes(sign)) throw new Fault(at, `'${sign}' closes nothing; write \\${sign} for the sign itself`);
    return 1;
  }

  #group(at, depth) {
    if (this.#here === "?" && this.signs[this.at + 1] === ":") this.at += 2;
    else if (this.#here === "?") throw new Fault(at, "looking ahead, behind and flags are not known here; use plain brackets");
    const states = this.#choice(depth + 1);
    if (this.#here !== ")") throw new Fault(at, "'(' is never closed; add ')'");
    this.at += 1;
    return states;
  }

  #escaped() {
    const sign = this.#here;
    if (!sign) throw new Fault(this.at - 1, "'\\' needs a sign after it");
    this.at += 1;
    if (!/[dwsDWS]/.test(sign) && /[\p{L}\p{N}]/u.test(sign)) {
      throw new Fault(this.at - 2, `'\\${sign}' is not known here; \\d, \\w and \\s are`);
    }
  }

  #set(at) {
    if (this.#here === "^") this.at += 1;
    for (let count = 0; this.#here !== "]" || count === 0; count++) {
      if (!this.#here) throw new Fault(at, "'[' is never closed; add ']'");
      this.#ofSet();
    }
    this.at += 1;
  }

  #ofSet() {
    const [at, low] = [this.at, this.#here];
    this.at += 1;
    if (low === "\\") return this.#escaped();
    const high = this.signs[this.at + 1];
    if (this.#here !== "-" || high === "]" || high === undefined) return;
    this.at += 2;
    if (high === "\\" || high.codePointAt(0) < low.codePointAt(0)) {
      throw new Fault(at, `'${low}-${high}' is no range; write the smaller character first`);
    }
  }

  #quantifier() {
    const [at, sign] = [this.at, this.#here];
    let found = [1, 1];
    if (Object.hasOwn(QUANTIFIERS, sign)) {
      found = QUANTIFIERS[sign];
      this.at += 1;
    } else if (sign === "{") {
      found = this.#braces(at);
    }
    if (at < this.at && this.#here && "*+?{".includes(this.#here)) throw new Fault(this.at, "one repetition is enough; remove this one");
    return found;
  }

  #braces(at) {
    const end = this.signs.indexOf("}", at);
    const [, low, comma, high] = /^([0-9]+)(,?)([0-9]*)$/.exec(this.signs.slice(at + 1, Math.max(end, at + 1)).join("")) ?? [];
    if (end < 0 || !low || (high && !comma)) {
      throw new Fault(at, "'{' needs a number, as in {4} or {2,5}; write \\{ for a brace");
    }
    const least = Number(low);
    const most = high ? Number(high) : comma ? null : least;
    if (Math.max(least, most ?? 0) > MOST_REPEATS || (most !== null && most < least)) {
      throw new Fault(at, `must be from the smaller to the greater number, ${MOST_REPEATS} at most`);
    }
    this.at = end + 1;
    return [least, most];
  }
}
