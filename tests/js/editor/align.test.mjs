// Elements put in line and at equal distances.
import assert from "node:assert/strict";
import test from "node:test";

import { align, distribute } from "../../../static/js/editor/geometry/align.js";
import { updateElements } from "../../../static/js/editor/document/commands.js";
import { boundsOf } from "../../../static/js/editor/geometry/geometry.js";
import { documentOf, frozen, pageOf, rect, rule } from "./documents.mjs";

const page = { x: 0, y: 0, width: 297, height: 210 };
const three = frozen([rect("a", 10, 20), rect("b", 30, 50, { width: 20 }), rule("l", 60, 5, 66, 95)]);

test("elements are aligned to the bounds of all of them", () => {
  assert.deepEqual(align(three, "left"), { b: { x: 10 }, l: { x: 10, x2: 16 } });
  assert.deepEqual(align(three, "centre"), { a: { x: 33 }, b: { x: 28 }, l: { x: 35, x2: 41 } });
  assert.deepEqual(align(three, "right"), { a: { x: 56 }, b: { x: 46 } });
  assert.deepEqual(align(three, "top"), { a: { y: 5 }, b: { y: 5 } });
  assert.deepEqual(align(three, "middle"), { a: { y: 45 }, b: { y: 45 } });
  assert.deepEqual(align(three, "bottom"), { a: { y: 85 }, b: { y: 85 } });
});

test("elements are aligned to the page", () => {
  assert.deepEqual(align([three[0]], "centre", { to: page }), { a: { x: 143.5 } });
  assert.deepEqual(align([three[2]], "bottom", { to: page }), { l: { y: 120, y2: 210 } });
});

test("a turned element is aligned by what it covers", () => {
  const turned = rect("t", 50, 50, { width: 40, height: 20, rotation: 90 });
  assert.deepEqual(align([turned], "left", { to: page }), { t: { x: -10 } });
  const askew = rect("s", 50, 50, { rotation: 45 });
  const changes = align([askew], "right", { to: page });
  const { x, width } = boundsOf({ ...askew, ...changes.s });
  assert.ok(Math.abs(x + width - 297) <= 0.005);
});

test("what is in line already is not named, and one element alone stays", () => {
  assert.deepEqual(align([three[0], rect("c", 10, 90)], "left"), {});
  assert.deepEqual(align([three[0]], "right"), {});
  assert.deepEqual([align([], "left"), distribute([], "x")], [{}, {}]);
});

test("the outermost stay and the gaps between become equal, whatever the order given", () => {
  const row = [rect("far", 100), rect("a", 0), rect("wide", 15, 0, { width: 40 }), rect("b", 58)];
  // 110 mm hold 70 mm of elements and three gaps.
  assert.deepEqual(distribute(row, "x"), { wide: { x: 23.33 }, b: { x: 76.67 } });
});

test("the order is that of the middles, not of where the elements begin", () => {
  const row = [rect("big", 0, 0, { width: 100 }), rect("small", 10), rect("last", 200)];
  assert.deepEqual(distribute(row, "x"), { big: { x: 55 }, small: { x: 0 } });
});

test("elements fill the page, or overlap evenly where there is no room", () => {
  assert.deepEqual(distribute([rect("a", 50, 50), rect("b", 50, 90), rect("c", 50, 70)], "y", { to: page }), {
    a: { y: 0 }, b: { y: 200 }, c: { y: 100 },
  });
  assert.deepEqual(distribute([rect("a", 0), rect("b", 1), rect("c", 10)], "x"), { b: { x: 5 } });
  assert.deepEqual(distribute([rect("a", 0, 0), rect("b", 1, 3), rect("c", 2, 4), rect("d", 8, 12)], "y"), { b: { y: 4 }, c: { y: 8 } });
});

test("lines take part, and one element goes into the middle", () => {
  assert.deepEqual(distribute([rect("a", 0), rule("l", 12, 0, 22, 5), rect("b", 40)], "x"), { l: { x: 20, x2: 30 } });
  assert.deepEqual(distribute([rect("a", 7, 7)], "x", { to: page }), { a: { x: 143.5 } });
  assert.deepEqual(distribute([rect("a", 7, 7)], "x"), {});
});

test("the changes are what updateElements takes", () => {
  const design = documentOf(pageOf(...three));
  const { pages } = updateElements(design, align(three, "left"));
  assert.deepEqual(pages[0].elements.map(({ x }) => x), [10, 10, 10]);
});
