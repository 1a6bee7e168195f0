import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { keepHere, keptHere } from "../../../static/js/editor/in_browser.js";
import { Preferences } from "../../../static/js/editor/preferences.js";
import { recent } from "../../../static/js/editor/panels/swatches.js";

function storage(values, refuses = false) {
  globalThis.localStorage = {
    getItem: (key) => values[key] ?? null,
    setItem(key, text) {
      if (refuses) throw new DOMException("full", "QuotaExceededError");
      values[key] = text;
    },
  };
  return values;
}

afterEach(() => delete globalThis.localStorage);

test("a value comes back as it was", () => {
  storage({});

  assert.equal(keptHere("a"), null);
  assert.equal(keepHere("a", { b: ["ä", 1] }), true);
  assert.deepEqual(keptHere("a"), { b: ["ä", 1] });
});

test("a browser that keeps nothing, or something damaged, throws nothing", () => {
  storage({ a: "{half" }, true);
  assert.equal(keptHere("a"), null);
  assert.equal(keepHere("a", 1), false);

  delete globalThis.localStorage;
  assert.equal(keptHere("a"), null);
  assert.equal(keepHere("a", 1), false);
});

test("who reads what another version kept takes what fits alone", () => {
  storage({ "iconikcerts-editor": '{"unit":"ell","grid":true,"rulers":"no"}', "iconikcerts-colours": '{"0":"#ffffff"}' });
  const preferences = new Preferences();

  assert.deepEqual(["unit", "grid", "rulers"].map((key) => preferences.get(key)), ["mm", true, true]);
  assert.deepEqual(recent(), []);

  storage({ "iconikcerts-editor": "null", "iconikcerts-colours": "[1" });
  assert.equal(new Preferences().get("unit"), "mm");
  assert.deepEqual(recent(), []);
});
