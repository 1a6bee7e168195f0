/** The tree of a history as rows with lanes, for a panel that draws it. Pure. */

/**
 * Rows, oldest first. A branch keeps its lane from its first row to its end; lane 0 holds the oldest line, and a lane that has ended is
 * used again. Draw a row's line from its parent's row and lane to its own.
 *
 * @param {object} history a History of history.js
 * @returns {Array<{id: number, parent: number | null, name: string, at: number, depth: number, lane: number, isCurrent: boolean,
 *   onPath: boolean}>} `depth` counts the entries before it on its branch; `onPath` from the first entry to the current one
 */
export function lines(history) {
  const entries = [...history.entries.values()]; // a Map keeps the order in which they were recorded
  const lanes = lanesOf(entries);
  const depths = new Map();
  for (const { id, parent } of entries) depths.set(id, parent === null ? 0 : depths.get(parent) + 1);
  const onPath = new Set();
  for (let at = history.current; at !== null; at = history.entries.get(at).parent) onPath.add(at);
  return entries.map(({ id, parent, name, at }) => ({
    id,
    parent,
    name,
    at,
    depth: depths.get(id),
    lane: lanes.get(id),
    isCurrent: id === history.current,
    onPath: onPath.has(id),
  }));
}

// A branch runs from an entry along the oldest child each time; other children begin branches of their own.
function lanesOf(entries) {
  const rows = new Map(entries.map((entry, row) => [entry.id, row]));
  const oldestChild = new Map();
  for (const { id, parent } of entries) if (!oldestChild.has(parent)) oldestChild.set(parent, id);
  const lanes = new Map();
  const endOfLane = [];
  for (const { id, parent } of entries) {
    if (lanes.has(id)) continue;
    const fork = parent === null ? 0 : rows.get(parent);
    const free = endOfLane.findIndex((end) => end <= fork);
    const lane = free < 0 ? endOfLane.length : free;
    let last = id;
    for (let at = id; at !== undefined; at = oldestChild.get(at)) {
      lanes.set(at, lane);
      last = at;
    }
    endOfLane[lane] = rows.get(last);
  }
  return lanes;
}
