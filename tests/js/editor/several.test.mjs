// Several elements pulled, turned and mirrored as one; slanting; and keeping all that inside the page.
import assert from "node:assert/strict";
import test from "node:test";

import {
  boundsOf,
  boundsOfMany,
  boundsOnPage,
  cornersOf,
  cornersOnPage,
  fitted,
  isInside,
  mirrored,
  pointInside,
  resize,
  resizeMany,
  shareInside,
  slant,
  turnMany,
  turnOf,
  wayBack,
} from "../../../static/js/editor/geometry/geometry.js";
import { frozen, groupOf, rect, rule } from "./documents.mjs";

const box = ({ x, y, width, height }) => [x, y, width, height];
const two = frozen([rect("a", 10, 10), rect("b", 40, 30)]);
const around = { x: 10, y: 10, width: 40, height: 30 };
const rounded = (corners) => corners.map(({ x, y }) => [Number(x.toFixed(2)), Number(y.toFixed(2))]);

test("a corner pulled in ratio scales all about the opposite one, with strokes and type", () => {
  const text = { id: "t", type: "text", x: 10, y: 10, width: 20, height: 10, size: 12, letterSpacing: 1, text: "A" };
  const [grown, other] = resizeMany(frozen([text, rect("b", 40, 30)]), around, "se", 40, 30, { keepRatio: true });
  assert.deepEqual([box(grown), grown.size, grown.letterSpacing], [[10, 10, 40, 20], 24, 2]);
  assert.deepEqual(box(other), [70, 50, 20, 20]);
});

test("the upper left corner keeps the lower right one", () => {
  const made = resizeMany(two, around, "nw", -40, -30, { keepRatio: true });
  assert.deepEqual(boundsOfMany(made), { x: -30, y: -20, width: 80, height: 60 });
});

test("a side stretches boxes across and leaves type and height alone", () => {
  const text = { id: "t", type: "text", x: 10, y: 10, width: 10, height: 10, size: 12, text: "A" };
  const [stretched, other] = resizeMany([text, rect("b", 40, 30)], around, "e", 40, 99);
  assert.deepEqual([box(stretched), stretched.size, box(other)], [[10, 10, 20, 10], 12, [70, 30, 20, 10]]);
});

test("from the centre both sides go", () => {
  const made = resizeMany(two, around, "e", 10, 0, { fromCentre: true });
  assert.deepEqual(boundsOfMany(made), { x: 0, y: 10, width: 60, height: 30 });
});

test("out of ratio a quarter turned box grows along the page, and groups and QR codes keep their shape", () => {
  const upright = rect("a", 0, 0, { width: 20, height: 10, rotation: 90 });
  const code = { id: "q", type: "qr", x: 30, y: 0, width: 10, height: 10 };
  const [turned, qr] = resizeMany([upright, code], { x: 0, y: 0, width: 40, height: 20 }, "s", 0, 20);
  assert.deepEqual([turned.width, turned.height, turned.rotation], [40, 10, 90]);
  assert.deepEqual([qr.width, qr.height], [10, 10]);
});

test("lines follow by their ends", () => {
  const [line] = resizeMany([rule("l", 10, 10, 50, 40)], around, "se", 40, 0);
  assert.deepEqual([line.x, line.y, line.x2, line.y2], [10, 10, 90, 40]);
});

test("nothing becomes smaller than a document holds, however far the pointer goes", () => {
  const made = resizeMany(two, around, "se", -400, -300, { keepRatio: true });
  assert.deepEqual(made.map(({ width }) => width), [0.05, 0.05]);
});

test("what is pulled through to the other side is mirrored there; without that it ends at the least size", () => {
  const [a, b] = resizeMany(two, around, "e", -80, 0, { flips: true });
  assert.deepEqual([box(a), a.flipX, box(b), b.flipX], [[0, 10, 10, 10], true, [-30, 30, 10, 10], true]);
  const [grown] = resizeMany(two, around, "se", -80, -60, { flips: true, keepRatio: true });
  assert.deepEqual([box(grown), grown.flipX, grown.flipY], [[0, 0, 10, 10], true, true]);
  const one = resize(rect("a", 10, 10), "e", -30, 0, { flips: true });
  assert.deepEqual([box(one), one.flipX, resize(one, "w", 30, 0, { flips: true }).flipX], [[-10, 10, 20, 10], true, undefined]);
  const turned = resize(rect("a", 10, 10, { rotation: 90 }), "s", 30, 0, { flips: true });
  assert.deepEqual([box(turned), turned.flipY], [[25, 5, 10, 20], true]);
  const text = { id: "t", type: "text", x: 10, y: 10, width: 10, height: 10, text: "A" };
  assert.deepEqual(resize(text, "e", -30, 0, { flips: true }), { ...text, x: -10, width: 20 });
  assert.equal(resize(rect("a", 10, 10), "e", -30, 0).width, 0.05);
});

test("several turn about one middle, each with it; a quarter turn is exact", () => {
  const [a, b] = turnMany([rect("a", 0, 0), rect("b", 30, 0, { rotation: 10 })], { x: 20, y: 5 }, 90);
  assert.deepEqual([box(a), a.rotation], [[15, -15, 10, 10], 90]);
  assert.deepEqual([box(b), b.rotation], [[15, 15, 10, 10], 100]);
  const [line] = turnMany([rule("l", 10, 0, 20, 0)], { x: 0, y: 0 }, 90);
  assert.deepEqual([line.x, line.y, line.x2, line.y2], [0, 10, 0, 20]);
});

test("the handle above tells how far it has gone round, in steps when asked", () => {
  const middle = { x: 10, y: 10 };
  assert.equal(turnOf(middle, { x: 10, y: 0 }), 0);
  assert.equal(turnOf(middle, { x: 20, y: 10 }), 90);
  assert.equal(turnOf(middle, { x: 15, y: -10 }, { step: 15 }), 15);
});

test("what is mirrored lies the other way round, turned and slanted the other way", () => {
  const turned = rect("a", 10, 10, { rotation: 30, skewX: 10 });
  const [made] = mirrored([turned], "x", 50);
  assert.deepEqual([box(made), made.rotation, made.skewX, made.flipX], [[80, 10, 10, 10], -30, -10, true]);
  const wanted = cornersOf(turned).map(({ x, y }) => ({ x: 100 - x, y }));
  const [nw, ne, se, sw] = cornersOf(made);
  assert.deepEqual(rounded([ne, nw, sw, se]), rounded(wanted));
  assert.deepEqual(mirrored([made], "x", 50), [{ ...turned }]);
});

test("words and codes change places when mirrored, and stay readable, in groups too", () => {
  const text = { id: "t", type: "text", x: 0, y: 0, width: 10, height: 5, text: "A" };
  const group = groupOf("g", [text, rect("a", 30, 0)], { width: 40, height: 10 });
  const [made] = mirrored([group], "x", 20);
  assert.deepEqual(made.elements.map(({ id, x, flipX }) => [id, x, flipX]), [["t", 30, undefined], ["a", 0, true]]);
  const [line] = mirrored([rule("l", 0, 10, 40, 30)], "y", 20);
  assert.deepEqual([line.y, line.y2], [30, 10]);
});

test("a side pulled along itself slants, and the opposite side stays", () => {
  const plain = rect("a", 0, 0, { width: 20, height: 10 });
  const made = slant(frozen(plain), "s", 10, 0);
  assert.equal(made.skewX, 45);
  assert.deepEqual(rounded(cornersOf(made)), [[0, 0], [20, 0], [30, 10], [10, 10]]);
  const side = slant(plain, "e", 0, 20);
  assert.equal(side.skewY, 45);
  assert.deepEqual(rounded(cornersOf(side)), [[0, 0], [20, 20], [20, 30], [0, 10]]);
  const turned = slant({ ...plain, rotation: 90 }, "n", 0, -10);
  assert.deepEqual([turned.skewX, slant(plain, "s", 1000, 0).skewX, slant(plain, "s", 9, 0, { step: 15 }).skewX], [45, 80, 45]);
});

test("the way back inside is the shortest; what is too large is left alone", () => {
  const page = { x: 0, y: 0, width: 100, height: 50 };
  assert.deepEqual(wayBack({ x: -5, y: 45, width: 10, height: 10 }, page), { dx: 5, dy: -5 });
  assert.deepEqual(wayBack({ x: 10, y: 10, width: 10, height: 10 }, page), { dx: 0, dy: 0 });
  assert.deepEqual(wayBack({ x: -5, y: 0, width: 200, height: 10 }, page), { dx: 0, dy: 0 });
});

test("a pull ends where something would leave the area", () => {
  const page = { x: 0, y: 0, width: 100, height: 50 };
  const boundsAt = (share) => ({ x: 10, y: 10, width: 10 + 160 * share, height: 10 });
  assert.equal(Number(shareInside(boundsAt, page).toFixed(3)), 0.5);
  assert.equal(shareInside((share) => ({ x: -10, y: 0, width: 10 + share, height: 5 }), page), 1);
  assert.equal(isInside({ x: 0, y: 0, width: 100, height: 50 }, page), true);
});

test("a point of the page in a turned and flipped group, and back", () => {
  const member = rect("m", 5, 5, { width: 0.05, height: 0.05 });
  const groups = [groupOf("g", [member], { x: 50, y: 20, rotation: 90, flipX: true })];
  const [corner] = cornersOnPage(member, groups);
  const { x, y } = pointInside(corner, groups);
  assert.deepEqual([Number(x.toFixed(6)), Number(y.toFixed(6))], [5, 5]);
});

test("a group fits around its members again, and they stay where they are on the page", () => {
  const members = [rect("a", -10, 0), rect("b", 30, 20)];
  const group = groupOf("g", members, { x: 100, y: 50, rotation: 30 });
  const made = fitted(frozen(group));
  assert.deepEqual([made.width, made.height], [50, 30]);
  const before = members.map((member) => boundsOnPage(member, [group]));
  const after = made.elements.map((member) => boundsOnPage(member, [made]));
  for (const [at, bounds] of after.entries()) {
    assert.ok(Math.hypot(bounds.x - before[at].x, bounds.y - before[at].y) < 0.02);
  }
  assert.equal(fitted(made), made);
  assert.deepEqual(boundsOf(made.elements[0]), { x: 0, y: 0, width: 10, height: 10 });
});
