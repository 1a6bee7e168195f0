// Names in an expression while it is typed: keys of fields and functions.
import assert from "node:assert/strict";
import test from "node:test";

import { nameAt, namesFor } from "../../../static/js/editor/fields/naming.js";

const FIELDS = [
  { key: "course.score", label: "Score", type: "number", sample: "92", isDeclared: true },
  { key: "certificate.issued_on", label: "Date of issue", type: "date", sample: "2026-11-20", isDeclared: true },
];

test("a name is completed where the caret stands, to its end", () => {
  assert.deepEqual(nameAt("round(cou", 9), { start: 6, end: 9, query: "cou" });
  assert.deepEqual(nameAt("course.score + 1", 8), { start: 0, end: 12, query: "course.s" });
});

test("numbers, signs and words in quotes are no names", () => {
  for (const [text, caret] of [["", 0], ["12", 2], ["a + ", 4], ['"cou', 4], ["'it' & 'cou", 11]]) assert.equal(nameAt(text, caret), null, text);
  assert.equal(nameAt("'it' & cou", 10).query, "cou");
});

test("fields are offered by key and label, then functions with what they take", () => {
  assert.deepEqual(namesFor("sc", FIELDS).map(({ text }) => text), ["course.score"]);
  const [day, round] = [namesFor("issue", FIELDS)[0], namesFor("roun", FIELDS)[0]];
  assert.deepEqual(day, { label: "Date of issue", key: "certificate.issued_on", sample: "2026-11-20", text: "certificate.issued_on" });
  assert.deepEqual([round.label, round.text], ["round(…)", "round("]);
});
