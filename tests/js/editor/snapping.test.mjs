// What a moved or pulled element snaps to, and the lines that say so.
import assert from "node:assert/strict";
import test from "node:test";

import { boundsOf, keepsRatio, moveBy, resize } from "../../../static/js/editor/geometry/geometry.js";
import { snapInRatio } from "../../../static/js/editor/snapping/in_ratio.js";
import { prepare, snapMove, snapResize } from "../../../static/js/editor/snapping/snapping.js";

const box = (x, y, width = 20, height = 10) => ({ x, y, width, height });
const page = { width: 297, height: 210, bleed: 3, margin: 10 };
const snap = (bounds, options) => snapMove(bounds, { tolerance: 2, ...options });
const pull = (bounds, handle, options) => snapResize(bounds, handle, { tolerance: 2, ...options });
const ways = ({ dx, dy }) => [dx, dy];
const onAxis = ({ lines }, axis) => lines.filter((line) => line.axis === axis).map(({ axis: _, ...line }) => line);

test("nothing near means no way and no lines", () => {
  assert.deepEqual(snap(box(50, 50), { others: [box(100, 100)], page }), { dx: 0, dy: 0, lines: [] });
});

test("edges snap to edges of others: left to left, left to right, right to left, right to right", () => {
  const other = box(100, 100, 30, 30);
  const found = [98.6, 131.2, 78.7, 111.5].map((x) => ways(snap(box(x, 0), { others: [other] })));
  assert.deepEqual(found.map(([dx, dy]) => [Math.round(dx * 10) / 10, dy]), [[1.4, 0], [-1.2, 0], [1.3, 0], [-1.5, 0]]);
});

test("the line of an edge spans both elements, and tells how much room there is between them", () => {
  assert.deepEqual(snap(box(101, 20), { others: [box(100, 100, 30, 30)] }), {
    dx: -1, dy: 0, lines: [{ axis: "x", at: 100, from: 20, to: 130, kind: "edge", free: [[30, 100]] }],
  });
});

test("centres snap to centres, on both axes at once", () => {
  const { lines, ...way } = snap(box(104, 111), { others: [box(100, 100, 30, 30)] });
  assert.deepEqual(way, { dx: 1, dy: -1 });
  assert.deepEqual(lines, [
    { axis: "x", at: 115, from: 100, to: 130, kind: "centre" },
    { axis: "y", at: 115, from: 100, to: 130, kind: "centre" },
  ]);
});

test("all lines that it then stands in are told, one for each place", () => {
  const others = [box(50, 0), box(50, 100), box(40, 150, 40, 10)];
  assert.deepEqual(onAxis(snap(box(51, 50), { others }), "x"), [
    { at: 50, from: 0, to: 110, kind: "edge", free: [[10, 50], [60, 100]] },
    { at: 70, from: 0, to: 110, kind: "edge", free: [[10, 50], [60, 100]] },
    { at: 60, from: 0, to: 160, kind: "centre", free: [[10, 50], [60, 100]] },
  ]);
});

test("what is half a millimetre off is not said to be in line", () => {
  assert.deepEqual(onAxis(snap(box(99.4, 20), { others: [box(100, 100, 30, 30), box(100.5, 60, 40, 5)] }), "x").map((line) => line.at), [100]);
});

test("the page has edges, bleed, a safe area and a middle", () => {
  const at = (x) => onAxis(snap(box(x, 50), { page }), "x").map((line) => [line.at, line.kind, line.from, line.to]);
  assert.deepEqual(at(0.4), [[0, "page", 0, 210]]);
  assert.deepEqual(at(-2.8), [[-3, "page", -3, 213]]);
  assert.deepEqual(at(11), [[10, "page", 0, 210]]);
  assert.deepEqual(at(266), [[287, "page", 0, 210]]);
  assert.deepEqual(at(138), [[148.5, "page", 0, 210]]);
  assert.deepEqual(at(148), [[148.5, "page", 0, 210]]);
  assert.deepEqual(ways(snap(box(138, 99), { page })), [0.5, 1]);
});

test("a page without bleed and safe area has its own edges and middle alone", () => {
  const bare = { width: 297, height: 210 };
  assert.deepEqual(snap(box(1, 50), { page: bare, tolerance: 1 }).dx, -1);
  assert.deepEqual([-1.2, 1.2, 9.5, 275.8, 278.2].map((x) => snap(box(x, 50), { page: bare, tolerance: 1 }).dx), [0, 0, 0, 0, 0]);
  assert.deepEqual(snap(box(51, 50), { page: bare, guides: { x: [50], y: [] } }).lines, [{ axis: "x", at: 50, from: 0, to: 210, kind: "guide" }]);
});

test("guides draw edges and centres", () => {
  const guides = { x: [60], y: [80] };
  assert.deepEqual(snap(box(51, 60), { guides, page }).lines, [{ axis: "x", at: 60, from: -3, to: 213, kind: "guide" }]);
  assert.deepEqual(snap(box(51, 71), { guides }), {
    dx: -1, dy: -1,
    lines: [{ axis: "x", at: 60, from: 70, to: 80, kind: "guide" }, { axis: "y", at: 80, from: 50, to: 70, kind: "guide" }],
  });
});

test("the grid begins at the corner of the page and is drawn only when nothing else is met", () => {
  assert.deepEqual(snap(box(51, 33), { grid: 5 }), {
    dx: -1, dy: 2,
    lines: [
      { axis: "x", at: 50, from: 35, to: 45, kind: "grid" },
      { axis: "x", at: 70, from: 35, to: 45, kind: "grid" },
      { axis: "y", at: 35, from: 50, to: 70, kind: "grid" },
      { axis: "y", at: 45, from: 50, to: 70, kind: "grid" },
    ],
  });
  assert.deepEqual(onAxis(snap(box(51, 33), { grid: 5, others: [box(50, 100)] }), "x").map((line) => line.kind), ["edge", "edge", "centre"]);
});

test("the nearest wins, and only within the tolerance", () => {
  const others = [box(100, 100), box(103, 150)];
  assert.equal(snap(box(101, 0), { others }).dx, -1);
  assert.equal(snap(box(102, 0), { others }).dx, 1);
  assert.deepEqual([snap(box(98, 0), { others }).dx, snap(box(97.9, 0), { others }).dx], [2, 0]);
  assert.equal(snap(box(101.9, 0), { others, guides: { x: [102], y: [] }, grid: 5 }).dx.toFixed(6), "0.100000");
});

test("between two neighbours the gaps become equal, and both are told", () => {
  const others = [box(0, 50), box(100, 52, 30, 10)];
  assert.deepEqual(snap(box(51, 45), { others, tolerance: 1.5 }), {
    dx: -1, dy: 0,
    lines: [
      { axis: "x", at: 52.5, from: 20, to: 50, kind: "gap", distance: 30 },
      { axis: "x", at: 53.5, from: 70, to: 100, kind: "gap", distance: 30 },
    ],
  });
});

test("after or before two neighbours their gap is repeated", () => {
  const others = [box(0, 50), box(35, 50)];
  assert.deepEqual(onAxis(snap(box(71, 50), { others }), "x"), [
    { at: 55, from: 20, to: 35, kind: "gap", distance: 15 },
    { at: 55, from: 55, to: 70, kind: "gap", distance: 15 },
  ]);
  assert.deepEqual(onAxis(snap(box(-36, 50), { others }), "x"), [
    { at: 55, from: -15, to: 0, kind: "gap", distance: 15 },
    { at: 55, from: 20, to: 35, kind: "gap", distance: 15 },
  ]);
});

test("columns have gaps as rows have", () => {
  const { dx, dy, lines } = snap(box(7, 61), { others: [box(0, 0), box(0, 30)] });
  assert.deepEqual([dx, dy], [0, -1]);
  assert.deepEqual(lines, [
    { axis: "y", at: 10, from: 10, to: 30, kind: "gap", distance: 20 },
    { axis: "y", at: 13.5, from: 40, to: 60, kind: "gap", distance: 20 },
  ]);
});

test("only neighbours in the same row count, and a frame around everything is none", () => {
  assert.equal(snap(box(71, 80), { others: [box(0, 50), box(35, 50)] }).dx, 0);
  assert.equal(snap(box(71, 50), { others: [box(0, 50), box(35, 50), box(-3, -3, 303, 216)] }).dx, -1);
  // The nearest pair counts: 35 to 55 and 60 to 80, not what stands farther off.
  assert.equal(snap(box(86, 50), { others: [box(60, 50), box(0, 50), box(35, 50)] }).dx, -1);
});

test("elements that only touch the row are not in it", () => {
  for (const y of [40, 60]) assert.equal(snap(box(71, y), { others: [box(0, 50), box(35, 50)] }).dx, 0);
});

test("the nearest on each side is the one whose near edge is nearest", () => {
  // After it, the wide one begins at 100, before the narrow one at 130; before it, the one that ends at 20.
  const others = [box(100, 50, 90, 10), box(130, 48, 10, 4), box(0, 50), box(5, 52, 10, 4)];
  assert.deepEqual(onAxis(snap(box(51, 45), { others, tolerance: 1 }), "x").map(({ from, to }) => [from, to]), [[20, 50], [70, 100]]);
});

test("a neighbour that is overlapped by less than the tolerance is one, on either side", () => {
  const others = [box(0, 50), box(20.5, 50)];
  assert.equal(snap(box(40.2, 50), { others, tolerance: 0.9 }).dx.toFixed(6), "0.300000");
  assert.equal(snap(box(41, 50), { others, tolerance: 0.1 }).dx, 0);
  assert.equal(snap(box(-19.8, 50), { others, tolerance: 0.9 }).dx.toFixed(6), "-0.200000");
  assert.equal(snap(box(-20.4, 50), { others, tolerance: 0.2 }).dx.toFixed(6), "-0.100000");
});

test("touching or overlapping neighbours have no gap to repeat", () => {
  assert.equal(snap(box(45, 50), { others: [box(0, 50), box(20, 50)], tolerance: 1 }).dx, 0);
  assert.equal(snap(box(41, 56), { others: [box(0, 50), box(20, 50)] }).lines.every((line) => line.kind !== "gap"), true);
});

test("the snapped edge is the target, at any place and after many moves", () => {
  let element = { id: "a", type: "shape", ...box(0.07, 0) };
  for (let at = 0; at < 300; at += 1) {
    const target = Math.round((at * 0.37 + 3) * 100) / 100;
    const { dx } = snap({ ...element, x: target + 0.73 }, { others: [box(target, 100)] });
    element = moveBy({ ...element, x: target + 0.73 }, dx, 0);
    assert.equal(element.x, target);
  }
});

test("a prepared index gives the same as the others themselves", () => {
  const surroundings = { others: [box(0, 50), box(35, 50), box(100, 100)], page, guides: { x: [60], y: [] }, grid: 7 };
  const index = prepare(surroundings.others, surroundings);
  for (const at of [box(71, 50), box(101, 4), box(59, 33)]) {
    assert.deepEqual(snapMove(at, { index, tolerance: 2 }), snap(at, surroundings));
    assert.deepEqual(snapResize(at, "nw", { index, tolerance: 2 }), pull(at, "nw", surroundings));
  }
});

test("pulling a handle snaps its sides alone", () => {
  const others = [box(100, 100, 30, 30)];
  assert.deepEqual(ways(pull(box(101, 60, 28, 39), "se", { others })), [1, 1]);
  assert.deepEqual(ways(pull(box(101, 60, 28, 39), "e", { others })), [1, 0]);
  assert.deepEqual(ways(pull(box(101, 60, 28, 39), "n", { others })), [0, 0]);
  assert.deepEqual(ways(pull(box(101, 131, 28, 39), "nw", { others })), [-1, -1]);
  assert.deepEqual(pull(box(101, 60, 28, 20), "w", { others }).lines, [
    { axis: "x", at: 100, from: 60, to: 130, kind: "edge", free: [[80, 100]] },
  ]);
});

test("the lines of a pulled side reach as far as the box then does", () => {
  const guides = { x: [148.5], y: [60.5] };
  assert.deepEqual(pull(box(120, 40, 28, 20.9), "se", { guides }).lines, [
    { axis: "x", at: 148.5, from: 40, to: 60.5, kind: "guide" },
    { axis: "y", at: 60.5, from: 120, to: 148.5, kind: "guide" },
  ]);
  assert.deepEqual(pull(box(148, 60.9, 28, 20), "nw", { guides }).lines, [
    { axis: "x", at: 148.5, from: 60.5, to: 80.9, kind: "guide" },
    { axis: "y", at: 60.5, from: 148.5, to: 176, kind: "guide" },
  ]);
});

test("a pulled side takes the middle of the page, guides and the grid, but no centres of others", () => {
  assert.equal(pull(box(20, 50, 128, 10), "e", { page }).dx, 0.5);
  assert.equal(pull(box(20, 50, 30, 10), "e", { guides: { x: [51], y: [] } }).dx, 1);
  assert.equal(pull(box(20, 50, 31, 10), "e", { grid: 5 }).dx, -1);
  assert.equal(pull(box(20, 50, 94, 10), "e", { others: [box(100, 100, 30, 30)] }).dx, 0);
});

test("a pulled side makes equal gaps on both sides", () => {
  const others = [box(0, 50), box(100, 50)];
  assert.deepEqual(pull(box(35, 50, 49, 10), "e", { others }), {
    dx: 1, dy: 0,
    lines: [
      { axis: "x", at: 55, from: 20, to: 35, kind: "gap", distance: 15 },
      { axis: "x", at: 55, from: 85, to: 100, kind: "gap", distance: 15 },
    ],
  });
  assert.equal(pull(box(34, 50, 51, 10), "w", { others }).dx, 1);
  assert.equal(pull(box(-60, 50, 41, 10), "e", { others: [box(0, 50), box(40, 50)] }).dx, -1);
  assert.equal(pull(box(81, 50, 60, 10), "w", { others: [box(0, 50), box(40, 50)] }).dx, -1);
});

test("a pulled side does not answer to a gap on the side that stays", () => {
  const others = [box(0, 50), box(35, 50)];
  assert.equal(pull(box(70, 50, 70.5, 10), "e", { others }).dx, 0);
  assert.equal(pull(box(-80, 50, 65, 10), "w", { others }).dx, 0);
  assert.equal(pull(box(-80, 50, 64, 10), "e", { others }).dx, 1);
});

test("a pulled side never crosses the other one", () => {
  assert.equal(pull(box(100, 50, 1, 10), "e", { others: [box(80, 100)] }).dx, 0);
});

test("the end of a line, a box without size, snaps too", () => {
  assert.deepEqual(ways(snap(box(101, 99, 0, 0), { others: [box(100, 100, 30, 30)] })), [-1, 1]);
});

test("500 others cost well under 2 ms a move", () => {
  const others = Array.from({ length: 500 }, (_, at) => box((at * 37) % 280, (at * 53) % 200, 5 + (at % 30), 5 + (at % 20)));
  const index = prepare(others, { page, grid: 5 });
  const move = (at) => snapMove(box(at * 0.9, at * 0.6), { index, tolerance: 2 });
  const times = Array.from({ length: 300 }, (_, at) => {
    const begun = performance.now();
    move(at);
    return performance.now() - begun;
  }).sort((one, other) => one - other);
  assert.ok(times[150] < 2, `${times[150]} ms`);
});

test("a corner in ratio snaps by the side that is nearer, and the other side follows", () => {
  const picture = { id: "p", type: "image", x: 20, y: 10, width: 40, height: 20 };
  const pulled = (dx, dy, handle = "se", options = { tolerance: 2, others: [{ x: 100, y: 100, width: 1, height: 1 }] }) => {
    const made = resize(picture, handle, dx, dy, { keepRatio: true, flips: true });
    const found = snapInRatio(picture, made, handle, snapResize(boundsOf(made), handle, options));
    return found && [resize(picture, handle, found.way.x, found.way.y, { keepRatio: true }), found.lines.map(({ axis, at }) => [axis, at])];
  };
  const right = { tolerance: 2, others: [{ x: 81, y: 200, width: 5, height: 5 }] };
  const [made, lines] = pulled(20, 10, "se", right);
  assert.deepEqual([made.x, made.y, made.width, made.height, lines], [20, 10, 61, 30.5, [["x", 81]]]);
  const above = { tolerance: 2, others: [{ x: 300, y: 2, width: 5, height: 50 }] };
  const [grown, upper] = pulled(-14, -7, "nw", above);
  assert.deepEqual([grown.x, grown.y, grown.width, grown.height, upper], [4, 2, 56, 28, [["y", 2]]]);
  assert.equal(pulled(20, 10), null);
  assert.equal(pulled(-60, -30, "se", { tolerance: 2, others: [{ x: 1, y: 1, width: 1, height: 1 }] }), null, "pulled through");
});

test("corners of pictures, paths and codes keep the ratio by themselves, sides but those of codes do not", () => {
  const kept = (type) => ["se", "e"].map((handle) => keepsRatio({ type }, handle));
  assert.deepEqual(["image", "path", "qr", "shape", "text"].map(kept), [[true, false], [true, false], [true, true], [false, false], [false, false]]);
});
