// What a ruler shows at different sizes on the screen, in each unit.
import assert from "node:assert/strict";
import test from "node:test";

import { ticks } from "../../../static/js/editor/geometry/geometry.js";

const PX_PER_MM = 96 / 25.4;
const labels = (marks) => marks.filter(({ label }) => label !== null).map(({ at, label }) => [Number(at.toFixed(3)), label]);

test("at its size on paper a ruler counts in tens of millimetres where they are far enough apart", () => {
  const marks = ticks(0, 60, { unit: "mm", pxPerMm: PX_PER_MM });
  assert.deepEqual(labels(marks), [[0, "0"], [20, "20"], [40, "40"], [60, "60"]]);
  assert.equal(marks.length, 31);
});

test("nearer, it counts finer; and numbers run below zero beside the page", () => {
  assert.deepEqual(labels(ticks(-6, 6, { unit: "mm", pxPerMm: 12 })), [[-5, "-5"], [0, "0"], [5, "5"]]);
});

test("inches and pixels count in their own steps", () => {
  assert.deepEqual(labels(ticks(0, 51, { unit: "in", pxPerMm: PX_PER_MM })), [[0, "0"], [25.4, "1"], [50.8, "2"]]);
  assert.deepEqual(labels(ticks(0, 40, { unit: "px", pxPerMm: PX_PER_MM })), [[0, "0"], [26.458, "100"]]);
});
