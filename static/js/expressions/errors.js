/** What is wrong with an expression, and where; and the name that was probably meant. Pure. */

const LONGEST_WORD = 24;
const MOST_CHANGES = 2;

export class ExpressionError extends Error {
  /**
   * @param {number} index where in the text, as strings count (UTF-16)
   * @param {string} message what is wrong and what to do
   * @param {string} [meant] the word that should stand there
   */
  constructor(index, message, meant = "") {
    super(message);
    Object.assign(this, { index, meant });
  }

  /** The same place in characters (code points), as the server counts. @param {string} source */
  at(source) {
    return [...source.slice(0, this.index)].length;
  }
}

/** A word of the expression for a message, cut where it is long. */
export function quoted(word) {
  const characters = [...word];
  return characters.length <= LONGEST_WORD ? `'${word}'` : `'${characters.slice(0, LONGEST_WORD).join("")}…'`;
}

/** The known name that a word is the end of, or that is at most two changes away; "" when none is. @param {string[]} known */
export function closest(word, known) {
  const ends = known.toSorted().filter((name) => name.endsWith(`.${word.toLowerCase()}`));
  if (ends.length) return ends[0];
  let best = "";
  let fewest = MOST_CHANGES + 1;
  for (const name of known.toSorted()) {
    if (Math.abs(name.length - word.length) >= fewest) continue;
    const changes = changesBetween(word.toLowerCase(), name);
    if (changes < Math.min(fewest, name.length)) [best, fewest] = [name, changes];
  }
  return best;
}

// Levenshtein's distance: letters to change, add or take away.
function changesBetween(one, other) {
  const row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let at = 1; at <= one.length; at++) {
    let before = row[0];
    row[0] = at;
    for (let place = 1; place <= other.length; place++) {
      const changed = before + (one[at - 1] === other[place - 1] ? 0 : 1);
      before = row[place];
      row[place] = Math.min(row[place] + 1, row[place - 1] + 1, changed);
    }
  }
  return row.at(-1);
}
