// Where elements are, how they turn and change size, and lengths as people write them.
import assert from "node:assert/strict";
import test from "node:test";

import {
  boundsOf,
  boundsOfMany,
  boundsOnPage,
  contains,
  cornersOf,
  cornersOnPage,
  fromUnit,
  inUnit,
  matrixOnPage,
  moveBy,
  resize,
  rotateTo,
  round,
  scaled,
  sizedTo,
  wayInside,
} from "../../../static/js/editor/geometry/geometry.js";

const box = { id: "box", type: "shape", shape: "rect", x: 10, y: 20, width: 40, height: 20 };
const line = { id: "line", type: "line", x: 10, y: 20, x2: 40, y2: 60, stroke: { color: "#000000", width: 1 } };
const place = ({ x, y, width, height }) => [x, y, width, height];
const ends = ({ x, y, x2, y2 }) => [x, y, x2, y2];
const near = (found, expected, tolerance = 1e-9) => {
  assert.ok(Math.hypot(found.x - expected.x, found.y - expected.y) <= tolerance, `${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
};

test("corners of an upright box run clockwise from the top left", () => {
  assert.deepEqual(cornersOf(box).map(({ x, y }) => [x, y]), [[10, 20], [50, 20], [50, 40], [10, 40]]);
});

test("a quarter turn is exact and clockwise about the centre", () => {
  assert.deepEqual(cornersOf({ ...box, rotation: 90 }).map(({ x, y }) => [x, y]), [[40, 10], [40, 50], [20, 50], [20, 10]]);
  assert.deepEqual(place(boundsOf({ ...box, rotation: -90 })), [20, 10, 20, 40]);
  const central = { ...box, x: -20, y: -10 };
  assert.deepEqual(cornersOf({ ...central, rotation: 180 }).map(({ x, y }) => [x, y]), [[20, 10], [-20, 10], [-20, -10], [20, -10]]);
  assert.deepEqual(place(boundsOf({ ...central, rotation: 270 })), [-10, -20, 20, 40]);
  assert.deepEqual(place(boundsOf({ ...box, rotation: 360 })), [10, 20, 40, 20]);
});

test("slants act along y, then along x, then the turn, as the engine draws", () => {
  // 45°: the corner (-20, -10) goes down by x, to (-20, -30), then right by the new y, to (-50, -30).
  const [first] = cornersOf({ ...box, skewX: 45, skewY: 45 });
  near(first, { x: 30 - 50, y: 30 - 30 });
  const [turnedFirst] = cornersOf({ ...box, skewX: 45, skewY: 45, rotation: 90 });
  near(turnedFirst, { x: 30 + 30, y: 30 - 50 });
});

test("bounds of an upright box are its own numbers, and a slant along one axis widens that axis", () => {
  assert.deepEqual(place(boundsOf({ ...box, x: 0.1, width: 0.2 })), [0.1, 20, 0.2, 20]);
  const along = boundsOf({ ...box, skewX: 45 });
  near({ x: along.width, y: along.height }, { x: 60, y: 20 });
  const down = boundsOf({ ...box, skewY: 45 });
  near({ x: down.width, y: down.height }, { x: 40, y: 60 });
});

test("bounds hold the turned box, to full precision", () => {
  const { x, y, width, height } = boundsOf({ ...box, rotation: 30 });
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  near({ x: width, y: height }, { x: 40 * cos + 20 * sin, y: 40 * sin + 20 * cos });
  near({ x: x + width / 2, y: y + height / 2 }, { x: 30, y: 30 });
});

test("bounds of many hold boxes and lines; of none there are none", () => {
  assert.deepEqual(place(boundsOfMany([{ ...box, rotation: 90 }, line])), [10, 10, 30, 50]);
  assert.deepEqual(place(boundsOfMany([box])), [10, 20, 40, 20]);
  assert.deepEqual(boundsOfMany([]), null);
});

const inner = { id: "in", type: "group", x: 20, y: 10, width: 100, height: 60, rotation: -30, skewX: 15, elements: [box, line] };
const outer = { id: "out", type: "group", x: 100, y: 50, width: 200, height: 100, rotation: 90, elements: [inner] };

test("what is in a group is seen where the group puts it", () => {
  // The centre of the outer group is (200, 100); a quarter turn about it.
  assert.deepEqual(boundsOnPage(box, [outer]), { x: 210, y: 10, width: 20, height: 40 });
  assert.deepEqual(cornersOnPage(line, [outer]).map(({ x, y }) => [x, y]), [[230, 10], [190, 40]]);
  assert.deepEqual(cornersOnPage(box, []), cornersOf(box));
});

test("a way on the page, taken into turned and slanted groups, moves what is in them that way", () => {
  const way = wayInside({ x: 7, y: -4 }, [outer, inner]);
  const before = cornersOnPage(box, [outer, inner]);
  const moved = { ...box, x: box.x + way.x, y: box.y + way.y };
  cornersOnPage(moved, [outer, inner]).forEach((corner, at) => near(corner, { x: before[at].x + 7, y: before[at].y - 4 }));
});

test("moving rounds to hundredths and takes both ends of a line along", () => {
  assert.deepEqual(place(moveBy({ ...box, x: 0.1 }, 0.2, -30.456)), [0.3, -10.46, 40, 20]);
  assert.deepEqual(ends(moveBy(line, -10, 5)), [0, 25, 30, 65]);
  assert.deepEqual(place(box), [10, 20, 40, 20]);
});

test("each handle moves its own sides and leaves the opposite ones", () => {
  const after = (handle) => place(resize(box, handle, 4, 2));
  assert.deepEqual(after("nw"), [14, 22, 36, 18]);
  assert.deepEqual(after("n"), [10, 22, 40, 18]);
  assert.deepEqual(after("ne"), [10, 22, 44, 18]);
  assert.deepEqual(after("e"), [10, 20, 44, 20]);
  assert.deepEqual(after("se"), [10, 20, 44, 22]);
  assert.deepEqual(after("s"), [10, 20, 40, 22]);
  assert.deepEqual(after("sw"), [14, 20, 36, 22]);
  assert.deepEqual(after("w"), [14, 20, 36, 20]);
});

test("the opposite corner stays on the page when the element is turned and slanted", () => {
  const opposite = { nw: 2, ne: 3, se: 0, sw: 1 };
  for (const angles of [{ rotation: 30 }, { rotation: -115, skewX: 20 }, { rotation: 200, skewX: -15, skewY: 35 }]) {
    for (const [handle, at] of Object.entries(opposite)) {
      for (const keepRatio of [false, true]) {
        const element = { ...box, ...angles };
        const after = resize(element, handle, 3.3, -4.7, { keepRatio });
        near(cornersOf(after)[at], cornersOf(element)[at], 0.02);
        assert.notDeepEqual(place(after), place(element));
      }
    }
  }
});

test("the corner that is pulled follows the pointer, turned or not", () => {
  const element = { ...box, rotation: 50, skewX: 10, skewY: -20 };
  const corner = cornersOf(element)[2];
  near(cornersOf(resize(element, "se", 6, 3))[2], { x: corner.x + 6, y: corner.y + 3 }, 0.03);
});

test("the ratio is kept: by a side about the other middle, by a corner along the diagonal", () => {
  assert.deepEqual(place(resize(box, "e", 20, 99, { keepRatio: true })), [10, 15, 60, 30]);
  assert.deepEqual(place(resize(box, "s", 99, 10, { keepRatio: true })), [0, 20, 60, 30]);
  assert.deepEqual(place(resize(box, "se", 20, 10, { keepRatio: true })), [10, 20, 60, 30]);
  assert.deepEqual(place(resize(box, "nw", 10, -20, { keepRatio: true })), [10, 20, 40, 20]);
});

test("from the centre both sides move", () => {
  assert.deepEqual(place(resize(box, "se", 5, 2, { fromCentre: true })), [5, 18, 50, 24]);
  assert.deepEqual(place(resize(box, "w", -5, 0, { fromCentre: true, keepRatio: true })), [5, 17.5, 50, 25]);
});

test("an element never gets smaller than the least, nor turns over", () => {
  assert.deepEqual(place(resize(box, "e", -100, 0, { min: 2 })), [10, 20, 2, 20]);
  assert.deepEqual(place(resize(box, "w", 100, 0, { min: 2 })), [48, 20, 2, 20]);
  assert.deepEqual(place(resize(box, "se", -100, -100, { min: 2, keepRatio: true })), [10, 20, 4, 2]);
  assert.deepEqual(place(resize({ ...box, height: 0.5 }, "e", 1, 0, { min: 2 })), [10, 20, 41, 0.5]);
  assert.deepEqual(place(resize(box, "se", -100, -100)), [10, 20, 0.05, 0.05]);
  assert.deepEqual(place(resize(box, "e", 9999, 0)), [10, 20, 2400, 20]);
  assert.deepEqual(place(resize(box, "se", 9999, 9999, { keepRatio: true })), [10, 20, 2400, 1200]);
});

test("a group keeps its ratio and all that is in it grows with it", () => {
  const text = { id: "t", type: "text", x: 2, y: 4, width: 10, height: 5, size: 12, minSize: 8, text: "Hi", rotation: 30 };
  const rule = { ...line, x: 0, y: 10, x2: 20, y2: 10, stroke: { color: "#000000", width: 0.5, dash: [2, 0, 1] } };
  const group = { id: "g", type: "group", x: 10, y: 20, width: 40, height: 20, elements: [text, rule] };
  assert.deepEqual(resize(group, "e", 20, 0), {
    ...group,
    y: 15,
    width: 60,
    height: 30,
    elements: [
      { ...text, x: 3, y: 6, width: 15, height: 7.5, size: 18, minSize: 12 },
      { ...rule, y: 15, x2: 30, y2: 15, stroke: { color: "#000000", width: 0.75, dash: [3, 0, 1.5] } },
    ],
  });
  const speck = scaled({ ...text, size: 2 }, 0.001);
  assert.deepEqual([speck.size, speck.width, speck.height], [1, 0.05, 0.05]);
  assert.deepEqual(scaled(rule, 0.001).stroke.dash, [0.01, 0, 0.01]);
});

test("shadows, round corners of masks and frames grow with a group; shares of a picture do not", () => {
  const stroke = { color: "#000000", width: 0.5 };
  const picture = { id: "p", type: "image", source: "asset:a", x: 0, y: 0, width: 10, height: 10, crop: { x: 0.2, y: 0, width: 0.5, height: 1 } };
  const masked = { ...picture, mask: { shape: "rect", radius: 2 }, stroke };
  assert.deepEqual(scaled(masked, 1.5), { ...masked, width: 15, height: 15, mask: { shape: "rect", radius: 3 }, stroke: { ...stroke, width: 0.75 } });
  assert.deepEqual(scaled({ ...picture, mask: { shape: "ellipse" } }, 1.5).mask, { shape: "ellipse" });
  const shadow = { color: "#000000", dx: 1, dy: -60 };
  assert.deepEqual(scaled({ ...picture, shadow }, 2).shadow, { color: "#000000", dx: 2, dy: -100 });
});

test("what grows stays within what a document may hold", () => {
  const text = { id: "t", type: "text", x: 0, y: 0, width: 90, height: 50, size: 300, minSize: 20, letterSpacing: 30, text: "Hi" };
  const { size, minSize, letterSpacing } = scaled(text, 10);
  assert.deepEqual([size, minSize, letterSpacing], [600, 200, 200]);
  const frame = { ...box, radius: 500, stroke: { color: "#000000", width: 20, dash: [200, 0] }, mask: { shape: "rect", radius: 900 } };
  const grown = scaled(frame, 8);
  assert.deepEqual([grown.radius, grown.stroke.width, grown.stroke.dash, grown.mask.radius], [1200, 100, [1000, 0], 1200]);
  assert.deepEqual(ends(scaled({ ...line, x2: -400 }, 10)), [100, 200, -2400, 600]);
});

test("a side is as long as it was typed, and the top left corner stays", () => {
  const group = { id: "g", type: "group", x: 10, y: 20, width: 40, height: 20, elements: [{ ...box, x: 0, y: 0 }] };
  assert.deepEqual(place(sizedTo(group, "width", 80)), [10, 20, 80, 40]);
  assert.deepEqual(place(sizedTo(group, "height", 10)), [10, 20, 20, 10]);
  assert.deepEqual(place(sizedTo(box, "width", 80)), [10, 20, 80, 20]);

  const slanted = { ...box, rotation: 30, skewX: 20, skewY: 10 };
  for (const [side, how, expected] of [["height", {}, [40, 30]], ["width", { keepRatio: true }, [60, 30]]]) {
    const sized = sizedTo(slanted, side, expected[side === "width" ? 0 : 1], how);
    assert.deepEqual([sized.width, sized.height], expected);
    near(cornersOf(sized)[0], cornersOf(slanted)[0], 0.02);
  }
});

test("a line is pulled by its ends", () => {
  assert.deepEqual(ends(resize(line, "end", 5, -5)), [10, 20, 45, 55]);
  assert.deepEqual(ends(resize(line, "start", 5, -5)), [15, 15, 40, 60]);
  assert.deepEqual(ends(resize(line, "end", 5, -5, { fromCentre: true })), [5, 25, 45, 55]);
  // 3 to 4 is its direction: of a way of 5 mm to the right, 3 go along it.
  assert.deepEqual(ends(resize(line, "end", 5, 0, { keepRatio: true })), [10, 20, 41.8, 62.4]);
  assert.deepEqual(ends(resize(line, "end", 0, 5, { keepRatio: true })), [10, 20, 42.4, 63.2]);
  const dot = { ...line, x2: 10, y2: 20 };
  assert.deepEqual(ends(resize(dot, "end", 5, 5, { keepRatio: true })), [10, 20, 15, 20]);
  assert.deepEqual(ends(resize(line, "end", -30, -40, { min: 5 })), [10, 20, 13, 24]);
  assert.deepEqual(ends(resize(line, "start", 30, 40, { min: 5 })), [37, 56, 40, 60]);
});

test("an element turns by the handle above its top side", () => {
  const to = (x, y, options) => rotateTo(box, { x: 30 + x, y: 30 + y }, options).rotation;
  assert.deepEqual([to(0, -50), to(50, 0), to(0, 50), to(-50, 0), to(50, -50)], [0, 90, 180, -90, 45]);
  assert.deepEqual([to(49, -50, { step: 15 }), to(50, -10, { step: 15 }), to(-1, 50, { step: 15 })], [45, 75, 180]);
  assert.equal(rotateTo(box, { x: 30, y: 30 }), box);
});

test("the handle of a slanted element stays under the pointer", () => {
  const element = rotateTo({ ...box, skewX: 30 }, { x: 70, y: 45 });
  const [left, right] = cornersOf(element);
  const handle = { x: (left.x + right.x) / 2 - 30, y: (left.y + right.y) / 2 - 30 };
  assert.ok(Math.abs(Math.atan2(handle.y, handle.x) - Math.atan2(15, 40)) < 0.0002);
});

test("a line turns about its middle and keeps its length", () => {
  assert.deepEqual(ends(rotateTo(line, { x: 80, y: 40 })), [0, 40, 50, 40]);
  assert.deepEqual(ends(rotateTo(line, { x: 27, y: 90 }, { step: 45 })), [25, 15, 25, 65]);
});

test("a point is inside the box as turned and slanted, edges included", () => {
  assert.deepEqual([[10, 20], [50, 40], [9.99, 30], [30, 40.01]].map(([x, y]) => contains(box, { x, y })), [true, true, false, false]);
  const upright = { ...box, rotation: 90 };
  assert.deepEqual([[30, 10], [15, 30], [40, 50]].map(([x, y]) => contains(upright, { x, y })), [true, false, true]);
  const slanted = { ...box, skewX: 45 };
  assert.deepEqual([[2, 21], [58, 39], [49, 21]].map(([x, y]) => contains(slanted, { x, y })), [true, true, false]);
  assert.deepEqual([[2, 39], [30, 51], [30, 49]].map(([x, y]) => contains({ ...box, skewY: 45 }, { x, y })), [false, false, false]);
  assert.deepEqual([[12, 5], [48, 55], [30, 39]].map(([x, y]) => contains({ ...box, skewY: 45 }, { x, y })), [true, true, true]);
  assert.deepEqual([[9, 30], [30, 41], [30, 41.1]].map(([x, y]) => contains(box, { x, y }, 1)), [true, true, false]);
});

test("a point is on a line within half its width or the tolerance, not beyond its ends", () => {
  const level = { ...line, y2: 20 };
  assert.deepEqual([0.5, 0.6].map((y) => contains(level, { x: 20, y: 20 + y })), [true, false]);
  assert.deepEqual([1, 2.1].map((y) => contains(level, { x: 20, y: 20 + y }, 2)), [true, false]);
  assert.equal(contains(level, { x: 43, y: 20 }, 2), false);
  assert.equal(contains({ ...level, stroke: null }, { x: 20, y: 20.4 }), false);
  // 3 to 4 is the direction of the line: (-4, 3) is across it.
  assert.deepEqual([0.09, 0.11].map((share) => contains(line, { x: 25 - 4 * share, y: 40 + 3 * share })), [true, false]);
});

test("what goes into the document has two decimals and no minus zero", () => {
  assert.deepEqual([0.1 + 0.2, 12.345678, -0.001, -7.126].map(round), [0.3, 12.35, 0, -7.13]);
});

test("lengths are shown in each unit and read back to the same hundredth", () => {
  assert.deepEqual([inUnit(25.4, "mm"), inUnit(25.4, "cm"), inUnit(25.4, "in"), inUnit(25.4, "px"), inUnit(25.4, "pt")], [25.4, 2.54, 1, 96, 72]);
  for (const unit of ["mm", "cm", "in", "px", "pt"]) {
    for (const length of [0.01, 7.77, 99.99, 297, -3.33, 1199.98]) assert.equal(fromUnit(String(inUnit(length, unit)), unit), length);
  }
});

test("typed lengths: decimal comma, units of their own, signs", () => {
  const read = (text) => fromUnit(text, "mm");
  assert.deepEqual(["12", "12,5", " 1 in ", "20mm", "2 CM", "72pt", "96 px", '1"', "-3", "−3", "+.5", "5."].map(read), [12, 12.5, 25.4, 20, 20, 25.4, 25.4, 25.4, -3, -3, 0.5, 5]);
  assert.equal(fromUnit("12", "in"), 304.8);
  assert.equal(fromUnit("10mm", "px"), 10);
});

test("what is no length is refused", () => {
  const texts = ["", " ", "abc", "1 foot", "1.2.3", "1.234,5", "1e3", "--1", "mm", "12 5", ".", "Infinity", "9".repeat(400)];
  assert.deepEqual(texts.map((text) => fromUnit(text, "mm")), texts.map(() => null));
});

test("the matrix of a box brings its own places where they are on the page, in a turned group and slanted too", () => {
  const group = { id: "group", type: "group", x: 30, y: 10, width: 60, height: 40, rotation: 30 };
  const slanted = { ...box, rotation: 20, skewX: 10 };
  const { a, b, c, d, e, f } = matrixOnPage(slanted, [group]);
  const brought = [[0, 0], [40, 0], [40, 20], [0, 20]].map(([x, y]) => ({ x: a * x + c * y + e, y: b * x + d * y + f }));
  cornersOnPage(slanted, [group]).forEach((corner, at) => near(brought[at], corner));
  assert.deepEqual(matrixOnPage(box, []), { a: 1, b: 0, c: 0, d: 1, e: 10, f: 20 });
});
