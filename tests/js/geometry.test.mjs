// Shapes and fitting without a browser.
import assert from "node:assert/strict";
import test from "node:test";

import { fitText } from "../../static/js/layout/fitting.js";
import { darkRuns, polygonPath, starPath } from "../../static/js/layout/geometry.js";

test("polygons and stars touch all four sides of their box", () => {
  for (const path of [polygonPath(40, 20, 5), polygonPath(40, 20, 6), starPath(40, 20, 5, 0.4)]) {
    const points = path.filter(([command]) => command !== "Z");
    for (const [axis, size] of [[1, 40], [2, 20]]) {
      const values = points.map((point) => point[axis]);
      assert.ok(Math.abs(Math.min(...values)) < 1e-9);
      assert.ok(Math.abs(Math.max(...values) - size) < 1e-9);
    }
  }
});

test("runs of a code cover its dark modules once and nothing else", () => {
  const rows = ["1101", "1100", "0011"];
  const painted = rows.map((row) => [...row].map(() => 0));
  for (const run of darkRuns(rows)) {
    for (let y = run.y; y < run.y + run.height; y += 1) for (let x = run.x; x < run.x + run.width; x += 1) painted[y][x] += 1;
  }
  assert.deepEqual(painted.map((row) => row.join("")), rows);
  assert.equal(darkRuns(rows).length, 3);
});

// Each character is half the size wide; one point is one pixel.
const fit = (text, box) => {
  const model = { text, paragraphs: [{ start: 0, end: text.length, direction: "ltr" }] };
  const full = { fit: "shrink", minSize: 4, lineHeight: 1, maxLines: 0, size: 20, width: 100, height: 40, ...box };
  return fitText(model, full, (start, end) => (end - start) * full.size * 0.5, 1);
};

test("a text that fits keeps its size", () => assert.deepEqual([fit("abcd", {}).size, fit("abcd", {}).faults], [20, []]));

test("a text shrinks to the largest size on the grid that fits", () => {
  assert.equal(fit("abcdefghijklm", { maxLines: 1 }).size, 15.3);
  assert.equal(fit("abcdefg hijklmn", {}).lines.length, 2);
});

test("what does not fit at the smallest size is told, and is drawn at that size", () => {
  const { size, faults } = fit("x".repeat(300), { maxLines: 1 });
  assert.deepEqual([size, faults], [4, ["shrunk_to_minimum", "overflow"]]);
});

test("wrapping splits words and tells of lines below the box", () => {
  assert.deepEqual(fit("x".repeat(30), { fit: "wrap" }).faults, ["overflow"]);
  assert.deepEqual(fit("x".repeat(20), { fit: "wrap" }).faults, []);
});
