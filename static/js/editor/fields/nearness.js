/** Which field somebody may have meant. Pure. */

// More than so many letters in ten that differ: another word.
const MOST_DIFFERENT = 0.4;

/**
 * @param {string} typed
 * @param {{key: string, label: string}[]} fields
 * @returns {object | null} the field whose key, its last part or its label is most like what was typed
 */
export function nearest(typed, fields) {
  const wanted = typed.toLowerCase();
  let [best, least] = [null, MOST_DIFFERENT];
  for (const field of fields) {
    const names = [field.key, field.key.split(".").at(-1), field.label.toLowerCase()];
    const far = Math.min(...names.map((name) => distance(wanted, name) / Math.max(wanted.length, name.length)));
    if (far < least) [best, least] = [field, far];
  }
  return best;
}

/** How many letters must be changed, added, left out or swapped with their neighbour to make one word the other. */
export function distance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
