// The language of expressions: the same table of cases as tests/templates_app/document/test_expressions.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import {
  FUNCTIONS, SYSTEM_TYPES, checkExpression, checkFormula, computedValues, readableFields, evaluateExpression, isShown, typesOf,
} from "../../static/js/expressions/index.js";

const table = JSON.parse(readFileSync(new URL("../data/expressions.json", import.meta.url)));
const { fields, values } = table;

for (const { text, type, gives, error } of table.cases) {
  test(`expression: ${text.slice(0, 60).trim() || "(none)"}`, () => {
    const checked = checkExpression(text, fields);
    const worked = evaluateExpression(text, fields, values);
    const found = worked.error && { at: worked.error.at, message: worked.error.message };
    assert.deepEqual({ type: checked.type, gives: worked.value, error: found }, { type, gives, error });
  });
}

test("functions and fields of the system are those of the server", () => {
  const plain = Object.entries(FUNCTIONS).map(([name, { takes, gives, least, most, usage }]) => [name, { takes, gives, least, most, usage }]);
  assert.deepEqual(Object.fromEntries(plain), table.functions);
  assert.deepEqual(SYSTEM_TYPES, table.systemTypes);
});

test("a fault is found again in the control, also after a letter of two units", () => {
  const { at, index } = checkExpression('"😀😀" & titel', fields).error;
  assert.deepEqual([at, index], [7, 9]);
  assert.equal(checkExpression("score > uper(1)", fields).error.meant, "upper");
  assert.equal(checkExpression("score > 1", fields).error.meant, "course.score");
});

test("a condition must be true or false", () => {
  assert.equal(checkExpression("course.score >= 90", fields, "boolean").error, undefined);
  assert.deepEqual(checkExpression("course.score", fields, "boolean").error, {
    at: 0, index: 0, message: "must be true or false, and is a number; compare it, as in course.score >= 90",
  });
  assert.deepEqual(checkExpression("a.b & a.b & sequence", [{ key: "a.b", type: "text" }]).names, ["a.b", "sequence"]);
});

const computed = [
  { key: "course.score", type: "number" },
  { key: "total", type: "text", formula: 'half * 2 & " points"' },
  { key: "half", type: "number", formula: "course.score / 2" },
  { key: "share", type: "number", formula: "1 / (course.score - 90)" },
];

test("computed fields are worked out in the order in which they need each other", () => {
  const result = computedValues(computed, { "course.score": "91" });
  assert.deepEqual(result, { values: { "course.score": "91", half: "45.5", total: "91 points", share: "1" }, faults: [] });
});

test("a formula that the values do not allow is empty and told, the others stand", () => {
  const { values: filled, faults } = computedValues(computed, { "course.score": "90" });
  assert.deepEqual([filled.total, filled.share], ["90 points", ""]);
  assert.deepEqual(faults, [
    { key: "share", at: 5, index: 5, message: "this is zero, and nothing can be divided by it; test it with if first" },
  ]);
});

test("a circle of computed fields is a fault at the name that closes it", () => {
  const circle = [
    { key: "a", type: "text", formula: '"x" & b' },
    { key: "b", type: "text", formula: "c" },
    { key: "c", type: "text", formula: "upper(a)" },
    { key: "d", type: "text", formula: "a" },
  ];
  assert.deepEqual(checkFormula(circle[0], circle).error, {
    at: 6, index: 6, message: "goes in a circle: a → b → c → a; take one of them out",
  });
  assert.equal(checkFormula(circle[3], circle).error, undefined);
  assert.deepEqual(computedValues(circle, {}).faults.map(({ key }) => key), ["a", "b", "c"]);
});

test("an element is drawn when its condition is true, and without one", () => {
  const types = typesOf(fields);
  const shown = (when) => isShown({ when }, values, types);
  assert.deepEqual([undefined, "course.passed", "course.score > 95", "course.left > 1"].map(shown), [true, true, false, false]);
});

test("fields that cannot be worked out, and those that need them, are left out as the server leaves them out", () => {
  const { fields: declared, readable } = JSON.parse(readFileSync(new URL("../data/faulty_formulas.json", import.meta.url)));
  assert.deepEqual(readableFields(declared).map(({ key }) => key), readable);
  const sound = declared.slice(0, 2);
  assert.equal(readableFields(sound), sound);
});
