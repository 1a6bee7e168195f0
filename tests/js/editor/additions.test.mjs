// New elements: where they lie, and what a field brings along.
import assert from "node:assert/strict";
import test from "node:test";

import { addField, addNew } from "../../../static/js/editor/document/additions.js";
import { boundsOf } from "../../../static/js/editor/geometry/boxes.js";
import { documentOf, pageOf } from "./documents.mjs";

const design = documentOf(pageOf());
const added = ({ document, id }) => document.pages[0].elements.find((element) => element.id === id);
const areApart = (one, other) => one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

test("what is dropped lies where it was dropped, and on the page at its edges", () => {
  assert.deepEqual(middle(added(addNew(design, 0, "star", { at: { x: 100, y: 60 } }))), [100, 60]);
  const { x, y, width, height } = added(addNew(design, 0, "heading", { at: { x: 290, y: -5 } }));
  assert.deepEqual([x + width, y, height], [297, 0, 29.4]);
});

test("what is clicked lies in the middle of the page, the next in a free place beside it", () => {
  const first = addNew(design, 0, "star");
  assert.deepEqual(middle(added(first)), [148.5, 105]);
  const next = addNew(first.document, 0, "star");
  assert.equal(areApart(boundsOf(added(first)), boundsOf(added(next))), true);
});

test("a field brings its declaration, a date its format, a picture a frame", () => {
  const day = { key: "course.date", label: "Day", type: "date", sample: "2026-11-20", isSystem: false };
  const made = addField(design, 0, day, { at: { x: 100, y: 60 } });
  assert.deepEqual([added(made).text, added(made).name, middle(added(made))], ["{course.date|date:long}", "Day", [100, 60]]);
  assert.deepEqual(made.document.fields, [{ key: "course.date", label: "Day", type: "date", sample: "2026-11-20" }]);
  const portrait = { key: "portrait", label: "Portrait", type: "image", sample: "", isSystem: false };
  assert.equal(added(addField(design, 0, portrait)).source, "field:portrait");
});
