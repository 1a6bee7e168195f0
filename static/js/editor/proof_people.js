/** Who a preview is shown for: sample people, or rows of the user's own list. Pure: no page, no server. */

/**
 * @typedef {{value: string, label: string, body: {person: string} | {row: Record<string, string>}, problems: string[]}} Choice
 */

/** @param {{key: string, label: string}[]} people @returns {Choice[]} */
export function choicesOfPeople(people) {
  return people.map(({ key, label }) => ({ value: `person-${key}`, label, body: { person: key }, problems: [] }));
}

/** @param {{line: number, name: string, values: Record<string, string>, problems: string[]}[]} rows @returns {Choice[]} */
export function choicesOfRows(rows) {
  return rows.map(({ line, name, values, problems }) => ({
    value: `row-${line}`,
    label: `${name || "Nobody"}, line ${line}`,
    body: { row: values },
    problems,
  }));
}

/** The choice that many steps on, round and round. @param {Choice[]} choices @param {string} value @param {number} step */
export function stepped(choices, value, step) {
  const at = choices.findIndex((choice) => choice.value === value);
  return choices[(Math.max(at, 0) + step + choices.length) % choices.length];
}
