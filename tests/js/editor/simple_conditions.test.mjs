// Conditions that three controls write: a field, a comparison, a value.
import assert from "node:assert/strict";
import test from "node:test";

import { checkExpression } from "../../../static/js/expressions/index.js";
import { comparisonsOf, simpleOf, takesValue, written } from "../../../static/js/editor/fields/simple_conditions.js";

const FIELDS = [
  { key: "course.score", label: "Score", type: "number" },
  { key: "course.date", label: "Date", type: "date" },
  { key: "course.title", label: "Course", type: "text" },
  { key: "grade", label: "Grade", type: "choice", options: ["A", "B"] },
  { key: "passed", label: "Passed", type: "boolean" },
];
const VALUES = { number: "-2.5", date: "2026-11-21", text: 'the "best" {x}', choice: "B", boolean: "" };

for (const { key, type } of FIELDS) {
  test(`every comparison of a ${type} is a right condition and is read back`, () => {
    for (const comparison of Object.keys(comparisonsOf(type))) {
      const simple = { key, comparison, value: takesValue(comparison) ? VALUES[type] : "" };
      const text = written(simple, type);
      assert.equal(checkExpression(text, FIELDS, "boolean").error, undefined, text);
      assert.deepEqual(simpleOf(text, FIELDS), simple, text);
    }
  });
}

test("a condition is as people would write it", () => {
  const lines = [
    [{ key: "course.score", comparison: ">=", value: "90,5" }, "number", "course.score >= 90.5"],
    [{ key: "course.date", comparison: "<", value: "2026-11-21" }, "date", 'course.date < date("2026-11-21")'],
    [{ key: "course.title", comparison: "contains", value: "safety" }, "text", 'contains(course.title, "safety")'],
    [{ key: "grade", comparison: "!=", value: "A" }, "choice", 'grade != "A"'],
    [{ key: "passed", comparison: "false", value: "" }, "boolean", "not passed"],
    [{ key: "course.title", comparison: "empty", value: "" }, "text", "course.title = empty"],
  ];
  for (const [simple, type, text] of lines) assert.equal(written(simple, type), text);
});

test("nothing is written while the value is missing or of another kind", () => {
  for (const value of ["", "  ", "many"]) assert.equal(written({ key: "course.score", comparison: ">=", value }, "number"), null);
  assert.equal(written({ key: "course.date", comparison: "=", value: "2026-02-30" }, "date"), null);
});

test("what says more, or cannot be read, is left to the expression", () => {
  for (const text of ["course.score >= 90 and passed", "90 <= course.score", "course.score + 1 > 2", "nobody = 1", 'course.score = "90"', "passed = true", "course.score", "not course.title", "course.title >= 1", "course.score >=", "", 'contains(upper(course.title), "A")', "course.score >= course.score", "max(course.score, 1)"]) {
    assert.equal(simpleOf(text, FIELDS), null, text);
  }
});
