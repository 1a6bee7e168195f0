// What completes an expression while it is typed, and where its faults are marked.
import assert from "node:assert/strict";
import test from "node:test";

import { expressible, offersAt, placeOf } from "../../../static/js/editor/fields/expressing.js";
import { frozen } from "./documents.mjs";

const FIELDS = frozen([
  { key: "course.score", label: "Score", type: "number", sample: "92", isDeclared: true },
  { key: "course.grade", label: "Grade", type: "choice", sample: "", options: ["Pass", "Merit", 'So "so"'], isDeclared: true },
]);
const offered = (text, caret = text.length) => offersAt(text, caret, expressible(FIELDS)).offers.map(({ text: offer }) => offer);

test("fields are offered by key and by label, functions and words by their beginning", () => {
  assert.deepEqual(offered("scor"), ["course.score"]);
  assert.deepEqual(offered("course."), ["course.score", "course.grade"]);
  assert.deepEqual(offered("course.score > 1 a"), ["and", "abs(", "add_years(", "add_months(", "add_days("]);
  assert.deepEqual(offered("run"), ["sequence"]);
});

test("nothing is offered for what is whole, between words, and in quotes", () => {
  assert.deepEqual(["course.score", "course.score >= ", "90", '"sco', "'it''s sco"].map((text) => offered(text)), [[], [], [], [], []]);
});

test("in quotes beside a choice its options are offered, as they are written", () => {
  const text = 'course.grade = "';
  assert.deepEqual(offered(text), ['"Pass"', '"Merit"', '"So ""so"""']);
  assert.deepEqual(offersAt('course.grade != "me', 19, FIELDS), {
    start: 16, end: 19, offers: [{ label: "Merit", key: "option", sample: "", text: '"Merit"' }],
  });
  assert.deepEqual(offered('course.score = "'), []);
});

test("an offer takes the place of the whole word around the caret", () => {
  const { start, end } = offersAt("not course.sc", 8, FIELDS);
  assert.deepEqual([start, end], [4, 13]);
});

test("a fault is marked at its word, its sign, or the last sign of all", () => {
  assert.deepEqual(placeOf("course.scor > 1", 0), { start: 0, end: 11 });
  assert.deepEqual(placeOf("1 ≥ 2", 2), { start: 2, end: 3 });
  assert.deepEqual(placeOf("1 + ", 4), { start: 2, end: 3 });
  assert.deepEqual(placeOf("😀 + 1", 0), { start: 0, end: 2 });
});
