// Pages in sizes that have a name, lying one way or the other.
import assert from "node:assert/strict";
import test from "node:test";

import { orientationOf, resized, safeMargin, sizeNameOf, turnedPage } from "../../../static/js/editor/document/page_sizes.js";
import { pageOf } from "./documents.mjs";

test("a size is known whichever way the page lies", () => {
  const names = [[297, 210], [215.9, 279.4], [100, 100], [200, 210]].map(([width, height]) => sizeNameOf({ width, height }));
  assert.deepEqual(names, ["a4", "letter", "badge", "custom"]);
});

test("another size keeps the page lying as it did", () => {
  const { width, height } = resized(pageOf(), "a5");
  assert.deepEqual([width, height], [210, 148]);
  const page = pageOf();
  assert.equal(resized(page, "a4"), page);
});

test("turning changes the sides; a square has no way to lie", () => {
  const { width, height } = turnedPage(pageOf(), "portrait");
  assert.deepEqual([width, height, orientationOf({ width, height }), orientationOf({ width: 9, height: 9 })], [210, 297, "portrait", "square"]);
});

test("on a small page less is kept free at the edge", () => {
  assert.deepEqual([safeMargin(pageOf()), safeMargin({ width: 100, height: 100 })], [5, 3]);
});
