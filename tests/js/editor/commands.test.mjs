// Edits of a document: elements found, changed, added, copied, put in order.
import assert from "node:assert/strict";
import test from "node:test";

import {
  addElements,
  duplicateElements,
  elementAt,
  freshId,
  moveTo,
  removeElements,
  reorder,
  updateElements,
  withFreshIds,
} from "../../../static/js/editor/document/commands.js";
import { documentOf, groupOf, order, pageOf, rect, rule } from "./documents.mjs";

const design = documentOf(
  pageOf(rect("a"), groupOf("g", [rect("b"), groupOf("h", [rect("c")])]), rect("d")),
  pageOf(rect("e")),
);
const row = documentOf(pageOf(rect("a"), rect("b"), rect("c"), rect("d"), rect("e")));

test("an element is found with its page, the groups around it and its place", () => {
  const { element, ...place } = elementAt(design, "c");
  assert.equal(element, design.pages[0].elements[1].elements[1].elements[0]);
  assert.deepEqual(place, { page: 0, parents: ["g", "h"], index: 0 });
  assert.deepEqual({ ...elementAt(design, "e"), element: null }, { element: null, page: 1, parents: [], index: 0 });
  assert.equal(elementAt(design, "none"), null);
});

test("properties are set and taken away, in groups too, and the rest is shared", () => {
  const changed = updateElements(design, { c: { x: 7, fill: "#112233" }, a: { shape: undefined, y: 1 } });
  assert.deepEqual(elementAt(changed, "c").element, { ...rect("c", 7), fill: "#112233" });
  assert.deepEqual(elementAt(changed, "a").element, { id: "a", type: "shape", x: 0, y: 1, width: 10, height: 10 });
  assert.equal(elementAt(changed, "b").element, elementAt(design, "b").element);
  assert.equal(changed.pages[1], design.pages[1]);
});

test("an edit that changes nothing returns the same document", () => {
  assert.equal(updateElements(design, { a: { x: 0, fill: undefined }, none: { x: 1 } }), design);
  assert.equal(removeElements(design, ["none"]), design);
  assert.equal(addElements(design, 0, []), design);
  assert.equal(reorder(row, ["d", "e"], "front"), row);
  assert.equal(reorder(row, ["e"], "forward"), row);
  assert.equal(moveTo(row, "b", { page: 0, index: 1 }), row);
  assert.deepEqual(duplicateElements(row, ["none"]), { document: row, ids: [] });
  assert.equal(duplicateElements(row, ["none"]).document, row);
});

test("elements are added on top of a page, or right above another one wherever it is", () => {
  assert.deepEqual(order(addElements(design, 1, [rect("x"), rect("y")])), [["a", ["g", "b", ["h", "c"]], "d"], ["e", "x", "y"]]);
  assert.deepEqual(order(addElements(design, 0, [rect("x")], { above: "a" })), [["a", "x", ["g", "b", ["h", "c"]], "d"], ["e"]]);
  assert.deepEqual(order(addElements(design, 0, [rect("x")], { above: "b" })), [["a", ["g", "b", "x", ["h", "c"]], "d"], ["e"]]);
  assert.deepEqual(order(addElements(design, 1, [rect("x")], { above: "none" }))[1], ["e", "x"]);
});

test("elements are removed, and groups that this leaves empty", () => {
  assert.deepEqual(order(removeElements(design, ["a", "e"])), [[["g", "b", ["h", "c"]], "d"], []]);
  assert.deepEqual(order(removeElements(design, ["c"]))[0], ["a", ["g", "b"], "d"]);
  assert.deepEqual(order(removeElements(design, ["b", "c"]))[0], ["a", "d"]);
});

test("a group that was empty before stays when others go", () => {
  const withEmpty = documentOf(pageOf(rect("a"), groupOf("g", [])));
  assert.deepEqual(order(removeElements(withEmpty, ["a"])), [[["g"]]]);
});

test("copies stand together above their originals, a little aside, with ids of their own", () => {
  const { document, ids } = duplicateElements(row, ["c", "a"], { offset: 3 });
  assert.deepEqual(ids, ["a-2", "c-2"]);
  assert.deepEqual(order(document), [["a", "b", "c", "a-2", "c-2", "d", "e"]]);
  assert.deepEqual(elementAt(document, "a-2").element, rect("a-2", 3, 3));
});

test("a copied group has new ids inside and is copied once, named or not with its members", () => {
  const { document, ids } = duplicateElements(design, ["c", "g", "e"]);
  assert.deepEqual(ids, ["g-2", "e-2"]);
  assert.deepEqual(order(document), [["a", ["g", "b", ["h", "c"]], ["g-2", "b-2", ["h-2", "c-2"]], "d"], ["e", "e-2"]]);
  assert.deepEqual(elementAt(document, "b-2").element, rect("b-2"));
});

test("a copy keeps its name, and both ends of a line move", () => {
  const named = documentOf(pageOf({ ...rule("l", 0, 0, 10, 4), name: "Under the name" }));
  const { document } = duplicateElements(named, ["l"], { offset: 1 });
  assert.deepEqual(elementAt(document, "l-2").element, { ...rule("l-2", 1, 1, 11, 5), name: "Under the name" });
});

test("order changes to the front, to the back or by one step, and is kept among the moved", () => {
  const moved = (ids, where) => order(reorder(row, ids, where))[0].join("");
  assert.deepEqual(["front", "back", "forward", "backward"].map((where) => moved(["d", "b"], where)), ["acebd", "bdace", "acbed", "badce"]);
  assert.deepEqual(["forward", "backward"].map((where) => moved(["b", "c"], where)), ["adbce", "bcade"]);
  assert.deepEqual([moved(["d", "e"], "forward"), moved(["c", "e"], "forward"), moved(["a", "c"], "backward")], ["abcde", "abdce", "acbde"]);
});

test("order changes among siblings alone", () => {
  assert.deepEqual(order(reorder(design, ["b"], "front")), [["a", ["g", ["h", "c"], "b"], "d"], ["e"]]);
});

test("an element goes elsewhere among its siblings, and to another page", () => {
  assert.deepEqual(order(moveTo(row, "b", { page: 0, index: 3 })), [["a", "c", "d", "b", "e"]]);
  assert.deepEqual(order(moveTo(row, "e", { page: 0, index: 0 })), [["e", "a", "b", "c", "d"]]);
  assert.deepEqual(order(moveTo(design, "d", { page: 1, index: 0 })), [["a", ["g", "b", ["h", "c"]]], ["d", "e"]]);
  assert.equal(moveTo(design, "d", { page: 0, index: 0 }).pages[1], design.pages[1]);
  assert.deepEqual(order(moveTo(design, "b", { page: 0, index: 1, group: "g" })), [["a", ["g", ["h", "c"], "b"], "d"], ["e"]]);
});

const turned = documentOf(
  pageOf(groupOf("g", [rect("in"), rect("b")], { x: 100, y: 50, rotation: 90, opacity: 0.5, hidden: true }), rect("out", 200, 100)),
);

test("an element that leaves a group keeps its look and its place", () => {
  // The group's centre is (120, 60); the member's is 15 left and 5 above of it, turned: 5 right and 15 above.
  const left = moveTo(turned, "in", { page: 0, index: 2 });
  assert.deepEqual(order(left), [[["g", "b"], "out", "in"]]);
  assert.deepEqual(elementAt(left, "in").element, { ...rect("in", 120, 40), rotation: 90, opacity: 0.5, hidden: true });
});

test("an element that enters a group keeps its place, there and back", () => {
  const entered = moveTo(turned, "out", { page: 0, index: 0, group: "g" });
  assert.deepEqual(order(entered), [[["g", "out", "in", "b"]]]);
  assert.deepEqual(elementAt(entered, "out").element, { ...rect("out", 60, -80), rotation: -90 });
  const back = moveTo(entered, "out", { page: 0, index: 1 });
  assert.deepEqual(elementAt(back, "out").element, { ...rect("out", 200, 100), rotation: 0, opacity: 0.5, hidden: true });
});

test("an element keeps its angles in a group that is not turned", () => {
  const upright = documentOf(pageOf(groupOf("g", [rect("a")], { x: 5, y: 6 }), rect("b", 20, 20)));
  assert.deepEqual(elementAt(moveTo(upright, "b", { page: 0, index: 0, group: "g" }), "b").element, rect("b", 15, 14));
});

test("a group that its last member leaves is gone", () => {
  assert.deepEqual(order(moveTo(design, "c", { page: 0, index: 0 })), [["c", "a", ["g", "b"], "d"], ["e"]]);
});

test("an element cannot go into itself, into what is no group, or through a slanted group", () => {
  assert.equal(moveTo(design, "g", { page: 0, index: 0, group: "h" }), null);
  assert.equal(moveTo(design, "g", { page: 0, index: 0, group: "g" }), null);
  assert.equal(moveTo(design, "d", { page: 0, index: 0, group: "a" }), null);
  assert.equal(moveTo(design, "d", { page: 1, index: 0, group: "g" }), null);
  assert.equal(moveTo(design, "d", { page: 2, index: 0 }), null);
  assert.equal(moveTo(design, "none", { page: 0, index: 0 }), null);
  const slanted = documentOf(pageOf(groupOf("g", [rect("a"), rect("b")], { skewX: 10 }), rect("c")));
  assert.equal(moveTo(slanted, "a", { page: 0, index: 0 }), null);
  assert.equal(moveTo(slanted, "c", { page: 0, index: 0, group: "g" }), null);
  assert.deepEqual(order(moveTo(slanted, "a", { page: 0, index: 1, group: "g" })), [[["g", "b", "a"], "c"]]);
});

test("groups stand at most five deep in each other", () => {
  const deep = (depth) => (depth ? groupOf(`g${depth}`, [deep(depth - 1)]) : rect("a"));
  const five = documentOf(pageOf(deep(5), groupOf("other", [rect("b")]), rect("c")));
  assert.equal(moveTo(five, "other", { page: 0, index: 0, group: "g1" }), null);
  assert.deepEqual(elementAt(moveTo(five, "other", { page: 0, index: 0, group: "g2" }), "b").parents, ["g5", "g4", "g3", "g2", "other"]);
  assert.equal(elementAt(moveTo(five, "c", { page: 0, index: 0, group: "g1" }), "c").parents.length, 5);
});

test("a fresh id counts up from the stem and is one that documents allow", () => {
  assert.deepEqual(["text", "a", "e"].map((stem) => freshId(row, stem)), ["text", "a-2", "e-2"]);
  assert.equal(freshId(documentOf(pageOf(rect("a"), rect("a-2"), rect("a-3"))), "a-2"), "a-4");
  assert.equal(freshId(row, "Étoile d’or"), "-toile-d-or");
  assert.equal(freshId(row, ""), "element");
  const long = "x".repeat(80);
  const taken = documentOf(pageOf(rect(long.slice(0, 64))));
  assert.deepEqual([freshId(row, long).length, freshId(taken, long)], [64, `${long.slice(0, 56)}-2`]);
});

test("elements of another design keep the ids that are free here", () => {
  const copies = withFreshIds(row, [rect("a"), groupOf("k", [rect("b"), rect("b")])]);
  assert.deepEqual(copies.map((each) => each.id), ["a-2", "k"]);
  assert.deepEqual(copies[1].elements.map((each) => each.id), ["b-2", "b-3"]);
});
