// Patterns of fields: the same table as tests/templates_app/document/test_patterns.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { followsPattern } from "../../../static/js/editor/fields/pattern_match.js";
import { patternFault } from "../../../static/js/editor/fields/patterns.js";

const table = JSON.parse(readFileSync(new URL("../../data/patterns.json", import.meta.url)));

for (const { pattern, at, message } of table.wrong) {
  test(`refused: ${pattern.slice(0, 40)}`, () => assert.deepEqual(patternFault(pattern), { at, message }));
}

test("what the server takes is taken", () => {
  assert.deepEqual(table.right.map(patternFault), table.right.map(() => null));
});

for (const { pattern, right, wrong } of table.values) {
  test(`the whole value follows: ${pattern}`, () => {
    assert.deepEqual([...right, ...wrong].filter((value) => followsPattern(pattern, value)), right);
  });
}

test("patterns that keep others busy for years take no time", () => {
  const start = performance.now();
  assert.equal(followsPattern("(a+)+b", "a".repeat(500)), false);
  assert.ok(performance.now() - start < 1000);
});
