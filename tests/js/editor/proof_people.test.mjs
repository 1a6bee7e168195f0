/** Who a preview is shown for. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { choicesOfPeople, choicesOfRows, stepped } from "../../../static/js/editor/proof_people.js";

const PEOPLE = choicesOfPeople([{ key: "usual", label: "Samples" }, { key: "long", label: "Long name" }]);
const ROWS = choicesOfRows([{ line: 2, name: "", values: { "course.title": "Chess" }, problems: ["There is no name."] }]);

test("a person is asked for by key, a row by its values", () => {
  assert.deepEqual(PEOPLE[1], { value: "person-long", label: "Long name", body: { person: "long" }, problems: [] });
  assert.deepEqual(ROWS, [
    { value: "row-2", label: "Nobody, line 2", body: { row: { "course.title": "Chess" } }, problems: ["There is no name."] },
  ]);
});

test("steps go round, and begin at the first when the present one is gone", () => {
  const choices = [...PEOPLE, ...ROWS];
  const walk = (value, step) => stepped(choices, value, step).value;
  assert.deepEqual([walk("person-usual", 1), walk("row-2", 1), walk("person-usual", -1)], ["person-long", "person-usual", "row-2"]);
  assert.equal(walk("row-99", 1), "person-long");
});
