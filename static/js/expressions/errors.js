/** What is wrong with an expression, and where; and the name that was probably meant. Pure. */

const LONGEST_WORD = 24;

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

/** The known name that a word is the end of, or that is one letter or one swap away; "" when none is. @param {string[]} known */
export function closest(word, known) {
  const plain = word.toLowerCase();
  const names = known.toSorted();
  const end = names.find((name) => name.endsWith(`.${plain}`));
  return end ?? names.find((name) => name.length > 1 && isNear(plain, name)) ?? "";
}

// Whether one letter was changed, added or left out, or two neighbours swapped.
function isNear(one, other) {
  let same = 0;
  while (same < Math.min(one.length, other.length) && one[same] === other[same]) same += 1;
  const [rest, wanted] = [one.slice(same), other.slice(same)];
  const isSwapped = wanted.length > 1 && rest.slice(0, 2) === wanted[1] + wanted[0] && rest.slice(2) === wanted.slice(2);
  return isSwapped || [wanted, wanted.slice(1)].includes(rest.slice(1)) || rest === wanted.slice(1);
}
