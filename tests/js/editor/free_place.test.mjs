// Where something new lies: near the middle of what is seen, and not on what is there.
import assert from "node:assert/strict";
import test from "node:test";

import { freePlace } from "../../../static/js/editor/document/free_place.js";
import { pageOf, rect } from "./documents.mjs";

const SIZE = { width: 40, height: 20 };
const box = (id, x, y, width, height, more) => rect(id, x, y, { width, height, ...more });

test("on an empty page it is the middle; while a part of the page is seen, that of the part", () => {
  assert.deepEqual(freePlace(pageOf(), SIZE), { x: 128.5, y: 95 });
  assert.deepEqual(freePlace(pageOf(), SIZE, { x: 0, y: 0, width: 105, height: 65 }), { x: 35, y: 25 });
});

test("what is seen without room for it does not count, nor what is seen beside the page", () => {
  assert.deepEqual(freePlace(pageOf(), SIZE, { x: 100, y: 100, width: 30, height: 30 }), { x: 128.5, y: 95 });
  assert.deepEqual(freePlace(pageOf(), SIZE, { x: -400, y: -400, width: 200, height: 200 }), { x: 128.5, y: 95 });
});

test("under a name in the middle it lies below or above, with a gap", () => {
  const { x, y } = freePlace(pageOf(box("name", 50, 90, 197, 30)), SIZE);
  assert.deepEqual([x, y >= 123 || y + 20 <= 87], [128.5, true]);
});

test("a border, a ground and what is hidden take no place; rules and turned things do", () => {
  const ground = box("ground", 0, 0, 297, 210);
  assert.deepEqual(freePlace(pageOf(ground, box("off", 100, 80, 90, 50, { hidden: true })), SIZE), { x: 128.5, y: 95 });
  const turned = box("turned", 98.5, 100, 100, 10, { rotation: 90 });
  const { x } = freePlace(pageOf(turned, box("above", 20, 5, 250, 60), box("below", 20, 150, 250, 50)), SIZE);
  assert.equal(x + 40 <= 140.5 || x >= 156.5, true);
});

test("on a full page it is the place that covers least, inside the safe area", () => {
  const full = [0, 1, 2, 3].flatMap((row) => [0, 1, 2].map((column) => box(`${row}${column}`, 5 + 96 * column, 5 + 50 * row, 95, row === 3 ? 25 : 49)));
  const { x, y } = freePlace(pageOf(...full), SIZE);
  assert.deepEqual([x, y >= 183], [128.5, true]);
});
