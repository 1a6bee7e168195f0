/**
 * Undo as a tree: going back and changing something begins a branch and keeps the other one. Everything here is immutable. Pure.
 *
 * @typedef {{id: number, parent: number | null, next: number | null, name: string, merge?: string, at: number, state: unknown}} Entry
 *   `next` is the entry after it that was visited last; ids count up in the order of recording
 * @typedef {{entries: Map<number, Entry>, current: number, nextId: number, limit: number, isFresh: boolean}} History
 *   `isFresh`: nothing but recording has happened since the current entry was recorded
 */

export { lines } from "./lines.js";

const MERGE_MS = 1000;
const LIMIT = 500;
const KEPT_ON_PATH = 100;

/**
 * @param {unknown} state
 * @param {{name: string, limit?: number}} options `limit` entries, the first included
 * @returns {History}
 */
export function createHistory(state, { name, limit = LIMIT }) {
  const first = { id: 1, parent: null, next: null, name, at: 0, state };
  return { entries: new Map([[1, first]]), current: 1, nextId: 2, limit, isFresh: false };
}

const entryOf = (history, id = history.current) => history.entries.get(id);

/** @param {History} history @returns {unknown} the state that it stands at */
export const current = (history) => entryOf(history).state;

/** @param {History} history @returns {boolean} */
export const canUndo = (history) => entryOf(history).parent !== null;

/** @param {History} history @returns {boolean} */
export const canRedo = (history) => entryOf(history).next !== null;

/**
 * A new entry after the current one. One with the same `merge` key as the current entry, recorded right after it and within a second,
 * takes its place instead: nudges and typing are undone at once.
 *
 * @param {History} history
 * @param {unknown} state the same one as now is not recorded
 * @param {{name: string, merge?: string, at: number}} entry `at` in ms
 * @returns {History}
 */
export function record(history, state, { name, merge, at }) {
  const last = entryOf(history);
  if (state === last.state) return history;
  const entries = new Map(history.entries);
  if (history.isFresh && merge !== undefined && merge === last.merge && at - last.at <= MERGE_MS) {
    entries.set(last.id, { ...last, name, at, state });
    return { ...history, entries };
  }
  const id = history.nextId;
  entries.set(last.id, { ...last, next: id });
  entries.set(id, { id, parent: last.id, next: null, name, merge, at, state });
  return bounded({ ...history, entries, current: id, nextId: id + 1, isFresh: true });
}

/** @param {History} history @returns {History} one entry back; the same history at the first */
export const undo = (history) => (canUndo(history) ? { ...history, current: entryOf(history).parent, isFresh: false } : history);

/** @param {History} history @returns {History} one entry on, along the branch that was visited last; the same history at an end */
export const redo = (history) => (canRedo(history) ? { ...history, current: entryOf(history).next, isFresh: false } : history);

/**
 * @param {History} history
 * @param {number} id of any entry, on any branch
 * @returns {History} standing there, with redo along its branch; the same history for an id that is not there
 */
export function jump(history, id) {
  if (id === history.current || !history.entries.has(id)) return history;
  const entries = new Map(history.entries);
  for (const at of path(history, id)) {
    const { parent } = entries.get(at);
    if (parent !== null) entries.set(parent, { ...entries.get(parent), next: at });
  }
  return { ...history, entries, current: id, isFresh: false };
}

/** @param {History} history @param {number} [id] @returns {number[]} the ids from the entry back to the first */
export function path(history, id = history.current) {
  const ids = [];
  for (let at = id; at !== null; at = entryOf(history, at).parent) ids.push(at);
  return ids;
}

// Drops what is over the limit: the oldest end of a branch that is not in use, or else the first entry.
function bounded(history) {
  const entries = new Map(history.entries);
  const ids = path(history);
  const used = new Set(ids);
  while (entries.size > history.limit) {
    const parents = new Set([...entries.values()].map((entry) => entry.parent));
    const end = [...entries.keys()].find((id) => !parents.has(id) && !used.has(id));
    if (end !== undefined) dropEnd(entries, end);
    else if (ids.length > KEPT_ON_PATH) dropFirst(entries, ids);
    else break;
  }
  return { ...history, entries };
}

function dropEnd(entries, id) {
  const parent = entries.get(entries.get(id).parent);
  entries.delete(id);
  if (parent.next !== id) return;
  const others = [...entries.values()].filter((entry) => entry.parent === parent.id).map((entry) => entry.id);
  entries.set(parent.id, { ...parent, next: others.at(-1) ?? null });
}

function dropFirst(entries, ids) {
  entries.delete(ids.pop());
  const first = entries.get(ids.at(-1));
  entries.set(first.id, { ...first, parent: null });
}
