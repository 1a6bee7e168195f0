/** What this browser keeps for the next visit: values under names. Nothing is thrown where it keeps none: private windows, full storage. */

/** @param {string} key @returns {any} null when there is none, or none that can be read */
export function keptHere(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {any} value @returns {boolean} whether it is kept: if not, it holds for this visit alone */
export function keepHere(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
