// Patterns of fields: the same table as tests/templates_app/document/test_patterns.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { patternFault } from "../../../static/js/editor/fields/patterns.js";

const table = JSON.parse(readFileSync(new URL("../../data/patterns.json", import.meta.url)));

for (const { pattern, at, message } of table.wrong) {
  test(`refused: ${pattern.slice(0, 40)}`, () => assert.deepEqual(patternFault(pattern), { at, message }));
}

test("what the server takes is taken", () => {
  assert.deepEqual(table.right.map(patternFault), table.right.map(() => null));
});
