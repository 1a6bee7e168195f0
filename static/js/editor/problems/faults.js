/** Faults that the server has found, as problems: each with the element that its path leads to. Pure. */

const STEP = /(pages|elements)\[(\d+)\]/g;

/** @param {string} path such as pages[0].elements[3].size @param {object} document @returns {object | null} the element */
function elementOf(path, document) {
  let found = document;
  let isElement = false;
  for (const [, name, index] of path.matchAll(STEP)) {
    found = found?.[name]?.[Number(index)];
    isElement = name === "elements";
  }
  return isElement ? (found ?? null) : null;
}

// Checks that find what the server refuses too, and have a mend for it.
const TOLD = new Set(["placeholder", "undeclared", "condition", "formula", "no_font"]);

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * @param {Array<{path: string, message: string}>} faults
 * @param {object} document that has them
 * @param {"saved" | "published"} what it cannot be
 * @returns {import("./problem.js").Problem[]}
 */
export function faultProblems(faults, document, what = "saved") {
  return faults.map(({ path, message }) => {
    const element = elementOf(path, document);
    const property = path.slice(path.lastIndexOf("]") + 1).replace(/^\./, "");
    const told = capital(property ? `${property}: ${message}` : message);
    return { level: "error", code: "refused", path, ids: element ? [element.id] : [], what: told, why: `Until then the design cannot be ${what}.`, mends: [] };
  });
}

/**
 * One list of both, without what the server says again: errors first.
 *
 * @param {import("./problem.js").Problem[]} faults of the server
 * @param {import("./problem.js").Problem[]} found by the checks, errors first
 */
export function together(faults, found) {
  const told = found.filter(({ code }) => TOLD.has(code));
  const isTold = ({ ids, path }) => told.some((problem) => (ids.length ? problem.ids[0] === ids[0] : problem.code === "formula" && path.startsWith("fields[")));
  return [...faults.filter((fault) => !isTold(fault)), ...found];
}
