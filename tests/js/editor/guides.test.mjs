// Guides of a page: added, moved and taken away.
import assert from "node:assert/strict";
import test from "node:test";

import { setGuide, setGuides } from "../../../static/js/editor/document/guides.js";
import { documentOf, pageOf } from "./documents.mjs";

const plain = documentOf(pageOf(), pageOf());

test("a guide is added after the others of its axis, to the hundredth of a millimetre", () => {
  const one = setGuide(plain, 1, "x", 0, 20.004);
  const two = setGuide(one, 1, "x", 1, 148.5);
  assert.deepEqual(two.pages.map(({ guides }) => guides), [undefined, { x: [20, 148.5] }]);
  assert.equal(two.pages[0], plain.pages[0]);
});

test("a guide is moved and taken away; without any the page is as it was", () => {
  const ruled = setGuide(setGuide(plain, 0, "x", 0, 20), 0, "y", 0, 30);
  assert.deepEqual(setGuide(ruled, 0, "y", 0, 31).pages[0].guides, { x: [20], y: [31] });
  assert.equal(setGuide(ruled, 0, "y", 0, 30), ruled);
  const gone = setGuide(setGuide(ruled, 0, "x", 0, null), 0, "y", 0, null);
  assert.deepEqual(gone.pages[0], plain.pages[0]);
});

test("no more than a document holds", () => {
  const many = setGuides(plain, 0, "x", [9999, ...Array.from({ length: 120 }, (_, at) => at)]);
  assert.deepEqual([many.pages[0].guides.x.length, many.pages[0].guides.x[0]], [100, 0]);
});
