// What a rating is made of, without a browser.
import assert from "node:assert/strict";
import test from "node:test";

import { rating } from "../../static/js/layout/types/rating.js";

const ELEMENT = { type: "rating", width: 58, height: 10, fill: "#aa0000", empty: "#eeeeee" };
const parts = (changes, values = {}) => rating.parts({ ...ELEMENT, ...changes }, { values });
const fills = (made) => made.map(({ fill }) => fill);

test("as many are full as the number says, in part too", () => {
  const half = { type: "linear", angle: 0, stops: [[0, "#aa0000"], [0.5, "#aa0000"], [0.5, "#eeeeee"], [1, "#eeeeee"]].map(([offset, color]) => ({ offset, color })) };
  assert.deepEqual(fills(parts({ value: 2.5 })), ["#aa0000", "#aa0000", half, "#eeeeee", "#eeeeee"]);
  assert.deepEqual(fills(parts({ value: 9, of: 2 })), ["#aa0000", "#aa0000"]);
});

test("a field goes before the number, and without one nothing is drawn", () => {
  const of = 2;
  assert.deepEqual(fills(parts({ value: 2, of, field: "level" }, { level: "1" })), ["#aa0000", "#eeeeee"]);
  assert.deepEqual([parts({ field: "level" }), parts({ field: "level" }, { level: " " }), parts({ field: "level" }, { level: "good" })], [[], [], []]);
});

test("signs are as large as the box allows, with gaps between them", () => {
  const boxes = (made) => made.map(({ x, y, width, height }) => [x, y, width, height].map((length) => Math.round(length * 100) / 100));
  assert.deepEqual(boxes(parts({ of: 3, gap: 0.2, value: 1 })), [[3.53, 0, 10, 10], [24, 0, 10, 10], [44.47, 0, 10, 10]]);
  assert.deepEqual(boxes(parts({ of: 2, gap: 0.9, sign: "bar" })), [[0, 0, 20, 10], [38, 0, 20, 10]]);
});

test("what a designer should look at is told", () => {
  assert.deepEqual(rating.problems({ ...ELEMENT, value: 3 }, {}), []);
  assert.deepEqual(rating.problems({ ...ELEMENT, value: 7 }, {}), ["7 of 5: all are full."]);
  assert.deepEqual(rating.problems({ ...ELEMENT, field: "level" }, { level: "good" }), ["“good” is no number: nothing is drawn."]);
});
