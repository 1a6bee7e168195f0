// Groups made and taken apart.
import assert from "node:assert/strict";
import test from "node:test";

import { elementAt, group, moveTo, ungroup } from "../../../static/js/editor/document/commands.js";
import { cornersOf, cornersOnPage } from "../../../static/js/editor/geometry/geometry.js";
import { documentOf, groupOf, order, pageOf, rect, rule } from "./documents.mjs";

test("a group stands where the topmost member was, and its members count from its corner", () => {
  const row = documentOf(pageOf(rect("a", 20, 30), rect("b", 5, 5), rule("c", 25, 60, 80, 50), rect("d")));
  const { document, id } = group(row, ["c", "a"]);
  assert.equal(id, "group");
  assert.deepEqual(order(document), [["b", ["group", "a", "c"], "d"]]);
  assert.deepEqual(elementAt(document, "group").element, {
    id: "group", type: "group", x: 20, y: 30, width: 60, height: 30,
    elements: [rect("a"), rule("c", 5, 30, 60, 20)],
  });
});

test("the box holds members as they are turned", () => {
  const row = documentOf(pageOf(rect("a", 10, 10, { width: 40, height: 20, rotation: 90 }), rect("b", 30, 20)));
  const { element } = elementAt(group(row, ["a", "b"]).document, "group");
  assert.deepEqual([element.x, element.y, element.width, element.height], [20, 0, 20, 40]);
  assert.deepEqual(element.elements.map(({ x, y }) => [x, y]), [[-10, 10], [10, 20]]);
});

test("lines on one level still make a box", () => {
  const { document } = group(documentOf(pageOf(rule("a", 0, 5, 10, 5), rule("b", 20, 5, 30, 5))), ["a", "b"]);
  const { width, height } = elementAt(document, "group").element;
  assert.deepEqual([width, height], [30, 0.05]);
});

test("siblings inside a group make a group there", () => {
  const nested = documentOf(pageOf(groupOf("group", [rect("a"), rect("b", 3, 4), rect("c", 5, 6)])));
  const { document, id } = group(nested, ["b", "c"]);
  assert.deepEqual([id, order(document)], ["group-2", [[["group", "a", ["group-2", "b", "c"]]]]]);
});

test("only two or more siblings make a group, at most five deep", () => {
  const design = documentOf(pageOf(rect("a"), groupOf("g", [rect("b"), rect("c")])), pageOf(rect("d")));
  for (const ids of [[], ["a"], ["a", "a"], ["a", "b"], ["a", "d"], ["a", "none"]]) assert.equal(group(design, ids), null);
  const deep = (depth) => (depth ? groupOf(`g${depth}`, [deep(depth - 1), rect(`r${depth}`)]) : rect("x"));
  const five = documentOf(pageOf(deep(5), rect("z")));
  assert.equal(group(five, ["x", "r1"]), null);
  assert.equal(group(five, ["g5", "z"]), null);
  assert.equal(group(five, ["g1", "r2"]), null);
  const four = documentOf(pageOf(deep(4), rect("z")));
  assert.deepEqual([elementAt(group(four, ["x", "r1"]).document, "x").parents.length, group(four, ["g4", "z"]).id], [5, "group"]);
});

test("a group taken apart again is what it was", () => {
  const row = documentOf(pageOf(rect("a", 20.12, 30.34, { rotation: 17 }), rule("b", 25, 60, 80, 50), rect("c")));
  const { document, id } = group(row, ["a", "b"]);
  const apart = ungroup(document, id);
  assert.deepEqual(apart.ids, ["a", "b"]);
  assert.deepEqual(apart.document, row);
});

test("members take the turn, the fading and the switches of their group", () => {
  const members = [rect("a", 0, 0, { rotation: 100, opacity: 0.5 }), rule("b", 0, 10, 40, 10)];
  const switches = { rotation: 90, opacity: 0.9, hidden: true, locked: true, link: "https://example.org" };
  const design = documentOf(pageOf(rect("z"), groupOf("g", members, { x: 100, y: 50, ...switches }), rect("y")));
  const { document, ids } = ungroup(design, "g");
  assert.deepEqual([ids, order(document)], [["a", "b"], [["z", "a", "b", "y"]]]);
  const { rotation, ...kept } = { ...switches };
  assert.equal(rotation, 90);
  assert.deepEqual(elementAt(document, "a").element, { ...rect("a", 120, 40), ...kept, rotation: -170, opacity: 0.45 });
  assert.deepEqual(elementAt(document, "b").element, { ...rule("b", 120, 40, 120, 80), ...kept });
});

test("a slanted member of a turned group keeps its corners on the page", () => {
  const member = rect("a", 5, 5, { width: 20, rotation: 25, skewX: 12, skewY: -8 });
  const design = documentOf(pageOf(groupOf("g", [member], { x: 30, y: 40, rotation: 33 })));
  const apart = cornersOf(elementAt(ungroup(design, "g").document, "a").element);
  const [cos, sin] = [Math.cos((33 * Math.PI) / 180), Math.sin((33 * Math.PI) / 180)];
  cornersOf(member).forEach(({ x, y }, at) => {
    const expected = { x: 50 + cos * (x - 20) - sin * (y - 10), y: 50 + sin * (x - 20) + cos * (y - 10) };
    assert.ok(Math.hypot(apart[at].x - expected.x, apart[at].y - expected.y) < 0.01);
  });
});

test("a slanted group, and what is no group, cannot be taken apart", () => {
  const design = documentOf(pageOf(groupOf("g", [rect("a")], { skewY: 5 }), rect("b")));
  assert.deepEqual([ungroup(design, "g"), ungroup(design, "b"), ungroup(design, "none")], [null, null, null]);
});

test("members of a flipped group stay where they are seen, mirrored, when it is taken apart, and when one goes back", () => {
  const members = [
    rect("a", 2, 3, { rotation: 20, skewX: 10 }),
    { id: "t", type: "text", text: "Hi", x: 12, y: 1, width: 8, height: 4, flipX: true },
    { id: "q", type: "qr", x: 25, y: 5, width: 10, height: 10 },
    groupOf("h", [rect("b", 1, 1)], { x: 5, y: 10, width: 12, height: 9, rotation: 15 }),
    rule("l", 0, 0, 10, 20),
  ];
  const flipped = groupOf("g", members, { x: 50, y: 60, flipX: true, rotation: 30 });
  const before = documentOf(pageOf(flipped, rect("z")));
  const { document } = ungroup(before, "g");
  const sorted = (corners) => corners.map(({ x, y }) => [x.toFixed(1), y.toFixed(1)].join()).sort();
  for (const member of members) {
    assert.deepEqual(sorted(cornersOf(elementAt(document, member.id).element)), sorted(cornersOnPage(member, [flipped])), member.id);
  }
  const facts = ({ rotation, skewX, flipX }) => ({ rotation, skewX, flipX });
  assert.deepEqual(facts(elementAt(document, "a").element), { rotation: 10, skewX: -10, flipX: true });
  assert.deepEqual(facts(elementAt(document, "t").element), { rotation: 30, skewX: undefined, flipX: undefined });
  assert.deepEqual(facts(elementAt(document, "q").element), { rotation: 30, skewX: undefined, flipX: undefined });
  assert.deepEqual(elementAt(document, "h").element, { ...members[3], x: 69.54, y: 73.9, rotation: 15, flipX: true });

  const beside = moveTo(before, "a", { page: 0, index: 0 });
  const back = moveTo(beside, "a", { page: 0, index: 0, group: "g" });
  assert.deepEqual(elementAt(back, "a").element, members[0]);
});
