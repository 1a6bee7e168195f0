// The one list of keys: what the keyboard, the sheet and the menus read.
import assert from "node:assert/strict";
import test from "node:test";

import { BY_KEY, KEYMAP, keyFor, nameOf, signsOf } from "../../../static/js/editor/keymap.js";

const press = (key, more = {}) => nameOf({ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test("no key does two things", () => {
  const names = KEYMAP.flatMap(({ keys }) => keys.filter(({ action }) => action).flatMap((key) => key.keys));
  assert.deepEqual(names.toSorted(), [...new Set(names)].toSorted());
});

test("a press is named as the list writes it, whatever sign Shift or Alt makes of it", () => {
  assert.equal(press("Z", { ctrlKey: true, shiftKey: true }), "mod+shift+z");
  assert.equal(press("z", { metaKey: true }), "mod+z");
  assert.equal(press("H", { shiftKey: true }), "shift+h");
  assert.equal(press("?", { shiftKey: true }), "?");
  assert.equal(press("}", { ctrlKey: true, shiftKey: true }), "mod+shift+]");
  assert.equal(press("å", { altKey: true, code: "KeyA" }), "alt+a");
  assert.equal(press("Enter", { shiftKey: true }), "shift+enter");
  assert.equal(press('"', { ctrlKey: true, shiftKey: true }), "mod+shift+'");
});

test("a key leads to its action, and an action to its first key", () => {
  assert.deepEqual([BY_KEY.get("mod+y").action, BY_KEY.get("alt+a").argument, BY_KEY.get("mod+c")], ["redo", "left", undefined]);
  assert.deepEqual([keyFor("redo"), keyFor("flip", "y"), keyFor("nothing")], ["mod+shift+z", "shift+v", undefined]);
});

test("the signs on the keys are those of the keyboard at hand", () => {
  assert.deepEqual(signsOf("mod+shift+z", { isMac: false }), ["Ctrl", "Shift", "Z"]);
  assert.deepEqual(signsOf("mod+shift+z", { isMac: true }), ["⌘", "⇧", "Z"]);
  assert.deepEqual(signsOf("mod++", { isMac: false }), ["Ctrl", "+"]);
  assert.deepEqual(signsOf("+", { isMac: false }), ["+"]);
});

test("every key of the list can be written", () => {
  const names = KEYMAP.flatMap(({ keys }) => keys.flatMap((key) => key.keys));
  assert.deepEqual(names.filter((name) => signsOf(name, { isMac: false }).some((sign) => !sign)), []);
});

test("every key of the list can be written, a plus alone too", () => {
  const written = KEYMAP.flatMap(({ keys }) => keys.flatMap((key) => key.keys.flatMap((name) => signsOf(name, { isMac: false }))));
  assert.deepEqual(written.filter((sign) => !sign), []);
  assert.deepEqual([signsOf("+", { isMac: false }), signsOf("mod++", { isMac: false })], [["+"], ["Ctrl", "+"]]);
});
