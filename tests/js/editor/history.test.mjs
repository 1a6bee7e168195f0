// Undo that never loses a branch.
import assert from "node:assert/strict";
import test from "node:test";

import { canRedo, canUndo, createHistory, current, jump, lines, record, redo, undo } from "../../../static/js/editor/history/history.js";
import { frozen } from "./documents.mjs";

// States are words; each step is recorded 5 s after the one before.
let clock = 0;
const step = (history, state, more = {}) => record(history, state, { name: `to ${state}`, at: (clock += 5000), ...more });
const begin = (options) => createHistory("start", { name: "Opened", ...options });
const run = (history, ...states) => states.reduce((at, state) => step(at, state), history);
const idOf = (history, name) => lines(history).find((row) => row.name === `to ${name}`).id;
const names = (history) => lines(history).map((row) => row.name.replace("to ", ""));
const drawn = (history) => lines(history).map((row) => `${row.name.replace("to ", "")}@${row.lane}${row.onPath ? "*" : ""}${row.isCurrent ? "!" : ""}`);

test("undo and redo go along the entries and stop at the ends", () => {
  const history = run(begin(), "a", "b");
  assert.deepEqual([current(history), canUndo(history), canRedo(history)], ["b", true, false]);
  const back = undo(undo(history));
  assert.deepEqual([current(back), canUndo(back), canRedo(back)], ["start", false, true]);
  assert.equal(undo(back), back);
  assert.equal(redo(history), history);
  assert.equal(current(redo(back)), "a");
  assert.equal(current(redo(redo(back))), "b");
});

test("no function changes the history that it is given", () => {
  const history = run(begin(), "a", "b");
  const before = structuredClone(history);
  frozen([...history.entries.values()]);
  step(undo(history), "c");
  jump(undo(history), 2);
  assert.deepEqual(history, before);
});

test("a change after going back begins a branch and keeps the other", () => {
  const history = run(undo(run(begin(), "a", "b")), "c");
  assert.deepEqual(names(history), ["Opened", "a", "b", "c"]);
  assert.equal(current(jump(history, idOf(history, "b"))), "b");
});

test("redo follows the branch that was visited last", () => {
  const history = run(undo(run(begin(), "a", "b")), "c", "d");
  const back = undo(undo(undo(history)));
  assert.equal(current(redo(redo(redo(back)))), "d");
  const elsewhere = undo(undo(jump(history, idOf(history, "b"))));
  assert.equal(current(redo(redo(elsewhere))), "b");
  const again = undo(jump(elsewhere, idOf(history, "c")));
  assert.equal(current(redo(redo(again))), "d");
});

test("a jump to nowhere, or to where it stands, changes nothing", () => {
  const history = run(begin(), "a");
  assert.equal(jump(history, 99), history);
  assert.equal(jump(history, 2), history);
});

test("a state that is the same is not recorded", () => {
  const history = run(begin(), "a");
  assert.equal(step(history, "a"), history);
});

const typed = (history, state, at, merge = "text") => record(history, state, { name: "Typing", merge, at });

test("entries of one kind within a second of each other become one", () => {
  const history = [["T", 0], ["Th", 900], ["The", 1900]].reduce((at, [state, ms]) => typed(at, state, ms), begin());
  assert.deepEqual(names(history), ["Opened", "Typing"]);
  assert.deepEqual([current(history), current(undo(history)), lines(history)[1].at], ["The", "start", 1900]);
});

test("a pause, another kind, or no kind makes an entry of its own", () => {
  const first = typed(begin(), "T", 0);
  assert.deepEqual(names(typed(first, "Th", 1001)).length, 3);
  assert.deepEqual(names(typed(first, "Th", 10, "nudge")).length, 3);
  const plain = record(begin(), "a", { name: "One", at: 0 });
  assert.deepEqual(names(record(plain, "b", { name: "Two", at: 1 })), ["Opened", "One", "Two"]);
});

test("nothing is merged into an entry that was come back to", () => {
  const first = typed(begin(), "T", 0);
  const second = typed(first, "other", 5, "nudge");
  assert.deepEqual(names(typed(undo(second), "Th", 10)).length, 4);
  assert.deepEqual(names(typed(jump(second, 2), "Th", 10)).length, 4);
  assert.deepEqual(names(typed(redo(undo(first)), "Th", 10)).length, 3);
});

test("rows tell the tree: the oldest line in lane 0, each branch in its own", () => {
  let history = run(begin(), "a", "b", "c");
  history = run(jump(history, idOf(history, "a")), "d");
  history = run(jump(history, idOf(history, "b")), "e", "f");
  assert.deepEqual(drawn(history), ["Opened@0*", "a@0*", "b@0*", "c@0", "d@1", "e@2*", "f@2*!"]);
  assert.deepEqual(lines(history).map((row) => row.depth), [0, 1, 2, 3, 2, 3, 4]);
  assert.deepEqual(lines(history)[4], { id: 5, parent: 2, name: "to d", at: lines(history)[4].at, depth: 2, lane: 1, isCurrent: false, onPath: false });
});

test("a lane that has ended is used again, unless a line would run through it", () => {
  const forked = run(jump(run(begin(), "a", "b", "c"), 2), "d", "e");
  const later = run(jump(forked, idOf(forked, "e")), "f");
  const fromEnd = run(jump(later, idOf(later, "e")), "g");
  // g leaves e, which stands below the end of lane 0.
  assert.deepEqual(drawn(fromEnd), ["Opened@0*", "a@0*", "b@0", "c@0", "d@1*", "e@1*", "f@1", "g@0*!"]);
});

test("above the bound the oldest end of another branch goes, and redo finds what is left", () => {
  let history = run(begin({ limit: 6 }), "a", "b", "c");
  history = run(jump(history, idOf(history, "a")), "d");
  history = run(jump(history, idOf(history, "a")), "e", "f");
  assert.deepEqual(names(history), ["Opened", "a", "b", "d", "e", "f"]);
  history = run(history, "g");
  assert.deepEqual(names(history), ["Opened", "a", "d", "e", "f", "g"]);
});

test("redo never leads to an entry that was dropped", () => {
  // Both ends after b are dropped, c before d, by what is recorded elsewhere.
  let history = run(begin({ limit: 5 }), "a", "b");
  history = run(jump(history, idOf(history, "a")), "c", "d");
  history = run(jump(history, 1), "e", "f");
  assert.deepEqual(names(history), ["Opened", "a", "c", "e", "f"]);
  const onC = jump(history, idOf(history, "c"));
  assert.deepEqual([current(onC), canRedo(onC)], ["c", false]);
  assert.equal(current(redo(undo(onC))), "c");
});

test("a single line loses its first entry, but never its newest hundred", () => {
  const words = Array.from({ length: 700 }, (_, at) => `w${at}`);
  const long = run(begin(), ...words);
  assert.deepEqual([lines(long).length, names(long)[0], lines(long)[0].parent, current(long)], [500, "w200", null, "w699"]);
  const short = run(begin({ limit: 10 }), ...words);
  assert.deepEqual([lines(short).length, names(short)[0]], [100, "w600"]);
  let back = short;
  while (canUndo(back)) back = undo(back);
  assert.equal(current(back), "w600");
});
