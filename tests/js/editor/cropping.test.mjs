import assert from "node:assert/strict";
import { test } from "node:test";

import { alongFrame, changesOf, croppingOf, enlarged, enlargement, pushed, reframed } from "../../../static/js/editor/geometry/cropping.js";
import { cornersOf } from "../../../static/js/editor/geometry/geometry.js";

const WIDE = { width: 200, height: 100 }; // px
const BOX = { id: "a", type: "image", x: 10, y: 20, width: 40, height: 40 };
const crop = (x, y, width, height) => ({ x, y, width, height });

test("cropping begins with what is seen: cut at a covering box, close around a contained picture", () => {
  assert.deepEqual(croppingOf({ ...BOX, fit: "cover" }, WIDE).whole, crop(-20, 0, 80, 40));
  const contained = croppingOf(BOX, WIDE);
  assert.deepEqual(contained, { frame: { ...BOX, y: 30, height: 20 }, whole: crop(0, 0, 40, 20) });
  assert.deepEqual(croppingOf({ ...BOX, fit: "stretch", crop: crop(0.5, 0, 0.5, 1) }, WIDE).whole, crop(-40, 0, 80, 40));
});

test("left as it is, a crop says the same again", () => {
  const cropped = { ...BOX, fit: "cover", crop: crop(0.25, 0.1, 0.25, 0.5), rotation: 30, flipX: true };
  const { x, y, width, height } = cropped;
  assert.deepEqual(changesOf(croppingOf(cropped, WIDE)), { x, y, width, height, fit: "cover", crop: cropped.crop });
  assert.deepEqual(changesOf(croppingOf({ ...BOX, height: 20 }, WIDE)), { x: 10, y: 20, width: 40, height: 20, fit: undefined, crop: undefined });
});

test("the picture is pushed under its frame and never leaves a part of it empty", () => {
  const begun = croppingOf({ ...BOX, fit: "cover" }, WIDE);
  assert.deepEqual(pushed(begun, 8, 5).whole, crop(-12, 0, 80, 40));
  assert.deepEqual(pushed(begun, 99, 0).whole, crop(0, 0, 80, 40));
  assert.deepEqual(pushed(begun, -99, 0).whole, crop(-40, 0, 80, 40));
  assert.deepEqual(changesOf(pushed(begun, 8, 0)).crop, crop(0.15, 0, 0.5, 1));
});

test("pushed to the right, a mirrored picture shows more of its right side", () => {
  const begun = croppingOf({ ...BOX, fit: "cover", flipX: true }, WIDE);
  assert.deepEqual(changesOf(pushed(begun, 8, 0)).crop, crop(0.35, 0, 0.5, 1));
});

test("enlarged about the middle of the frame, down to where it just fills it", () => {
  const begun = croppingOf({ ...BOX, fit: "cover" }, WIDE);
  const large = enlarged(begun, 2);
  assert.deepEqual([large.whole, enlargement(large)], [crop(-60, -20, 160, 80), 2]);
  assert.deepEqual(enlarged(large, 0.01).whole, begun.whole);
  assert.equal(enlargement(enlarged(begun, 999)), 10);
});

test("a handle moves its sides of the frame over the picture, as far as that reaches", () => {
  const begun = croppingOf({ ...BOX, fit: "cover" }, WIDE);
  const wider = reframed(begun, "w", -5, 9);
  assert.deepEqual([wider.frame, wider.whole], [{ ...BOX, fit: "cover", x: 5, width: 45 }, crop(-15, 0, 80, 40)]);
  assert.deepEqual(reframed(begun, "w", -99, 0).frame.x, -10);
  assert.equal(reframed(begun, "e", 99, 0).frame.width, 60);
  assert.deepEqual(changesOf(reframed(begun, "se", -30, -39)), { x: 10, y: 20, width: 10, height: 2, fit: "cover", crop: crop(0.25, 0, 0.125, 0.05) });
});

test("of a turned frame the corner that is not pulled stays where it is on the page", () => {
  const begun = croppingOf({ ...BOX, fit: "cover", rotation: 30 }, WIDE);
  const [before, after] = [begun, reframed(begun, "se", -10, -15)].map(({ frame }) => cornersOf(frame)[0]);
  assert.ok(Math.hypot(before.x - after.x, before.y - after.y) < 1e-9);
  const way = alongFrame(begun, { x: Math.cos(Math.PI / 6), y: Math.sin(Math.PI / 6) });
  assert.deepEqual([way.x.toFixed(9), Math.abs(way.y).toFixed(9)], ["1.000000000", "0.000000000"]);
});
