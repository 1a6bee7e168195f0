// Elements on their way from one design to another.
import assert from "node:assert/strict";
import test from "node:test";

import { pack, paste, unpack } from "../../../static/js/editor/clipboard.js";
import { documentOf, pageOf, rect } from "./documents.mjs";

const text = { id: "t", type: "text", x: 0, y: 0, width: 10, height: 5, text: "{course.title}" };
const fields = [{ key: "course.title", label: "Course", type: "text" }, { key: "score", label: "Score", type: "number" }];

test("the fields that are shown go along, the others stay", () => {
  assert.deepEqual(unpack(pack([text], fields)), { elements: [text], fields: [fields[0]] });
});

test("computed fields bring along what they are computed from", () => {
  const computed = [
    { key: "line", label: "Line", type: "text", formula: "text(twice)" },
    { key: "twice", label: "Twice", type: "number", formula: "score * 2" },
    { key: "other", label: "Other", type: "text", formula: "line" },
    ...fields,
  ];
  const shown = { ...text, text: "{line}" };
  assert.deepEqual(unpack(pack([shown], computed)).fields.map(({ key }) => key), ["line", "twice", "score"]);
  assert.deepEqual(unpack(pack([{ ...rect("r"), when: "score > 1" }], computed)).fields.map(({ key }) => key), ["score"]);
});

test("what somebody copied elsewhere is not ours", () => {
  assert.deepEqual([unpack("hello"), unpack("null"), unpack('{"format": "other"}')], [null, null, null]);
});

test("copies lie aside, have ids of their own, and declare what they show once", () => {
  const before = documentOf(pageOf(rect("t")));
  const made = paste(before, 0, { elements: [text], fields: [fields[0]] });
  assert.deepEqual(made.document.pages[0].elements.map(({ id, x }) => [id, x]), [["t", 0], ["t-2", 5]]);
  assert.deepEqual(made.document.fields, [fields[0]]);
  assert.equal(paste(made.document, 0, { elements: [text], fields: [fields[0]] }).document.fields.length, 1);
});
