/**
 * Whether a value follows a pattern of a field (templates_app/document/patterns.py). All ways are followed at once, by the set of places
 * that each part can end at, so that no pattern keeps the browser busy. Pure.
 */

const CLASSES = {
  d: (sign) => sign >= "0" && sign <= "9",
  w: (sign) => /[\p{L}\p{N}_]/u.test(sign),
  s: (sign) => /\s/u.test(sign),
};
const QUANTIFIERS = { "*": [0, Infinity], "+": [1, Infinity], "?": [0, 1] };

/**
 * @param {string} pattern one without a fault: see `patternFault`
 * @param {string} value
 * @returns {boolean} whether the whole value follows it
 */
export function followsPattern(pattern, value) {
  const text = [...value];
  return new Matcher([...pattern], text).whole().has(text.length);
}

// A part is a function from the places where it may begin to those where it may end.
class Matcher {
  constructor(signs, text) {
    const isOpen = signs[0] === "^";
    const isClosed = signs.at(-1) === "$" && signs.at(-2) !== "\\" && signs.length > (isOpen ? 1 : 0);
    this.signs = isClosed ? signs.slice(0, -1) : signs;
    this.at = isOpen ? 1 : 0;
    this.text = text;
  }

  whole() {
    return this.#choice()(new Set([0]));
  }

  get #here() {
    return this.signs[this.at];
  }

  #choice() {
    const ways = [this.#way()];
    for (; this.#here === "|"; ways.push(this.#way())) this.at += 1;
    return ways.length === 1 ? ways[0] : (starts) => new Set(ways.flatMap((way) => [...way(starts)]));
  }

  #way() {
    const parts = [];
    while (this.#here !== undefined && this.#here !== "|" && this.#here !== ")") parts.push(this.#repeated(this.#atom()));
    return (starts) => parts.reduce((places, part) => part(places), starts);
  }

  #atom() {
    const sign = this.signs[this.at++];
    if (sign === "(") return this.#group();
    if (sign === "[") return this.#one(this.#set());
    if (sign === "\\") return this.#one(this.#escaped());
    return this.#one(sign === "." ? () => true : (each) => each === sign);
  }

  #group() {
    if (this.#here === "?") this.at += 2; // (?:
    const inner = this.#choice();
    this.at += 1;
    return inner;
  }

  #one(test) {
    return (starts) => new Set([...starts].filter((at) => at < this.text.length && test(this.text[at])).map((at) => at + 1));
  }

  #escaped() {
    const sign = this.signs[this.at++];
    const test = CLASSES[sign.toLowerCase()];
    if (!test) return (each) => each === sign;
    return CLASSES[sign] ?? ((each) => !test(each));
  }

  #set() {
    const isOther = this.#here === "^";
    if (isOther) this.at += 1;
    const tests = [];
    for (; this.#here !== "]" || !tests.length; ) tests.push(this.#ofSet());
    this.at += 1;
    return (each) => tests.some((test) => test(each)) !== isOther;
  }

  #ofSet() {
    const low = this.signs[this.at++];
    if (low === "\\") return this.#escaped();
    const high = this.signs[this.at + 1];
    if (this.#here !== "-" || high === "]" || high === undefined) return (each) => each === low;
    this.at += 2;
    const [from, to] = [low, high].map((sign) => sign.codePointAt(0));
    return (each) => each.codePointAt(0) >= from && each.codePointAt(0) <= to;
  }

  #repeated(part) {
    const [least, most] = this.#quantifier();
    return (starts) => {
      let places = starts;
      for (let count = 0; count < least && places.size; count += 1) {
        const next = part(places);
        if (isSame(next, places)) break; // it holds nothing: once more changes nothing
        places = next;
      }
      const reached = new Set(places);
      for (let count = least, latest = places; count < most && latest.size; count += 1) {
        latest = new Set([...part(latest)].filter((at) => !reached.has(at)));
        for (const at of latest) reached.add(at);
      }
      return reached;
    };
  }

  #quantifier() {
    const sign = this.#here;
    if (sign !== "{") {
      if (!Object.hasOwn(QUANTIFIERS, sign ?? "")) return [1, 1];
      this.at += 1;
      return QUANTIFIERS[sign];
    }
    const end = this.signs.indexOf("}", this.at);
    const [low, high] = this.signs.slice(this.at + 1, end).join("").split(",");
    this.at = end + 1;
    return [Number(low), high === undefined ? Number(low) : high === "" ? Infinity : Number(high)];
  }
}

const isSame = (one, other) => one.size === other.size && [...one].every((at) => other.has(at));
