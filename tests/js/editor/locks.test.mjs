// Locks, and what is selected with the groups around it.
import assert from "node:assert/strict";
import test from "node:test";

import { ungroup } from "../../../static/js/editor/document/commands.js";
import { changesOfFree, mayChange, mayMove, maySize } from "../../../static/js/editor/document/locks.js";
import { Store } from "../../../static/js/editor/store.js";
import { documentOf, groupOf, pageOf, rect } from "./documents.mjs";

test("a lock leaves open what it does not name", () => {
  const allows = (locked) => [mayMove({ locked }), maySize({ locked }), mayChange({ locked })];
  assert.deepEqual([undefined, false, "position", "size", true].map(allows), [
    [true, true, true],
    [true, true, true],
    [false, true, true],
    [true, false, true],
    [false, false, false],
  ]);
});

test("of several elements the locked ones stay as they are", () => {
  const elements = [rect("a"), rect("b", 0, 0, { locked: true }), rect("c", 0, 0, { locked: "size" })];
  assert.deepEqual(changesOfFree(elements, ({ width }) => ({ width: width + 1 })), { a: { width: 11 }, c: { width: 11 } });
});

test("what leaves a locked group takes the lock along; two different ones are a whole one", () => {
  const document = documentOf(pageOf(groupOf("g", [rect("a"), rect("b", 0, 0, { locked: "size" })], { locked: "position" })));
  assert.deepEqual(ungroup(document, "g").document.pages[0].elements.map(({ locked }) => locked), ["position", true]);
});

test("the selected elements come with the groups around them, in their order; what is in a selected group goes with it", () => {
  const store = new Store(documentOf(pageOf(rect("a"), groupOf("g", [rect("b"), groupOf("h", [rect("c")])]))));
  store.select(["c", "a", "gone"]);
  assert.deepEqual(store.placed.map(({ element, groups }) => [element.id, groups.map(({ id }) => id)]), [["c", ["g", "h"]], ["a", []]]);
  store.select(["g", "c"]);
  assert.deepEqual(store.selected.map(({ id }) => id), ["g"]);
});
