import assert from "node:assert/strict";
import { test } from "node:test";

import { coloursIn, coloursOf, replaceColour } from "../../../static/js/editor/document/colours.js";
import { addStop, asKind, changeStop, colourAt, colourFrom, cssOf, kindOf, mixed, nameOf, opacityOf, PRESETS, removeStop, reversed, roomiest, withOpacity } from "../../../static/js/editor/document/paints.js";
import { changedStroke, dashFrom, dashName } from "../../../static/js/editor/document/strokes.js";
import { documentOf, frozen, groupOf, pageOf, rect, rule } from "./documents.mjs";

const GRADIENT = frozen({ type: "linear", angle: 45, stops: [{ offset: 0, color: "#000000" }, { offset: 1, color: "#ffffff" }] });

test("colours are read as people write them", () => {
  const written = ["#1F3A6D", "abc", " rgb(255, 0, 128) ", "#11223380", "#112233ff", "f00a"];
  assert.deepEqual(written.map(colourFrom), ["#1f3a6d", "#aabbcc", "#ff0080", "#11223380", "#112233", "#ff0000aa"]);
  assert.deepEqual(["", "#12", "#12345", "blue", "rgb(256,0,0)", "#ggg"].map(colourFrom), [null, null, null, null, null, null]);
});

test("opacity is a part of the colour, and gone when it is solid", () => {
  assert.deepEqual([withOpacity("#102030", 0.5), withOpacity("#10203080", 1), withOpacity("#102030", 0)], ["#10203080", "#102030", "#10203000"]);
  assert.deepEqual([opacityOf("#102030"), opacityOf("#10203080")], [1, 0.5]);
  assert.equal(mixed("#000000", "#ffffff00", 0.5), "#80808080");
});

test("a paint of another kind keeps the colours it can", () => {
  assert.deepEqual(asKind("#000000", "linear"), { type: "linear", angle: 90, stops: [{ offset: 0, color: "#000000" }, { offset: 1, color: "#999999" }] });
  assert.deepEqual(asKind("#ffffff", "linear").stops, [{ offset: 0, color: "#ffffff" }, { offset: 1, color: "#e0e0e0" }]);
  assert.deepEqual(asKind(GRADIENT, "radial"), { type: "radial", stops: GRADIENT.stops });
  assert.deepEqual([asKind(GRADIENT, "solid"), asKind(GRADIENT, "none"), asKind(null, "solid"), asKind(null, "solid", "#abcdef")], ["#000000", null, "#1f3a6d", "#abcdef"]);
  assert.equal(asKind(GRADIENT, "linear"), GRADIENT);
  assert.deepEqual([null, "#000000", GRADIENT, { type: "image" }].map(kindOf), ["none", "solid", "linear", "image"]);
});

test("stops are added in the colour that is there, moved past each other, and two always stay", () => {
  const { gradient, at } = addStop(GRADIENT, 0.25);
  assert.deepEqual([at, gradient.stops[1]], [1, { offset: 0.25, color: "#404040" }]);
  assert.equal(roomiest(gradient), 0.625);
  const past = changeStop(gradient, 0, { offset: 0.5 });
  assert.deepEqual([past.at, past.gradient.stops.map(({ offset }) => offset)], [1, [0.25, 0.5, 1]]);
  assert.deepEqual(changeStop(gradient, 2, { offset: 1.4, color: "#ff0000" }).gradient.stops[2], { offset: 1, color: "#ff0000" });
  assert.equal(removeStop(gradient, 1).stops.length, 2);
  assert.equal(removeStop(GRADIENT, 1), GRADIENT);
  assert.deepEqual(reversed(gradient).stops.map(({ offset }) => offset), [0, 0.75, 1]);
  const full = { ...GRADIENT, stops: Array.from({ length: 16 }, (_, step) => ({ offset: step / 15, color: "#000000" })) };
  assert.deepEqual(addStop(full, 0.5), { gradient: full, at: -1 });
  assert.equal(colourAt(GRADIENT.stops, 0.5), "#808080");
});

test("presets ascend from 0 to 1", () => {
  for (const [name, list] of Object.entries(PRESETS)) {
    const offsets = list.map(({ offset }) => offset);
    assert.deepEqual([name, offsets[0], offsets.at(-1), offsets], [name, 0, 1, offsets.toSorted((a, b) => a - b)]);
  }
});

test("a paint has a look and a name", () => {
  assert.equal(cssOf(GRADIENT), "linear-gradient(135deg, #000000 0%, #ffffff 100%)");
  assert.equal(cssOf({ type: "radial", stops: GRADIENT.stops }), "radial-gradient(#000000 0%, #ffffff 100%)");
  assert.deepEqual([nameOf(null), nameOf("#abcdef80"), nameOf("#abcdef"), nameOf(GRADIENT)], ["None", "#ABCDEF 50 %", "#ABCDEF", "Linear"]);
});

const NAVY = "#1F3A6D";
const DOCUMENT = documentOf(
  pageOf(
    rect("a", 0, 0, { fill: NAVY, stroke: { color: "#b98a2e", width: 1 } }),
    groupOf("g", [rect("b", 0, 0, { fill: GRADIENT }), rect("c", 0, 0, { fill: NAVY.toLowerCase() })]),
    { id: "t", type: "text", text: NAVY, name: "#b98a2e", x: 0, y: 0, width: 9, height: 9, font: { family: "EB Garamond" }, size: 9 },
  ),
  { ...pageOf(rule("l", 0, 0, 9, 9)), background: GRADIENT },
);

test("the colours of a document are counted, whatever case they are written in; words are none", () => {
  assert.deepEqual(coloursOf(DOCUMENT), [
    { colour: "#fffdf7", count: 1 },
    { colour: "#1f3a6d", count: 2 },
    { colour: "#b98a2e", count: 1 },
    { colour: "#000000", count: 3 },
    { colour: "#ffffff", count: 2 },
  ]);
  assert.deepEqual(coloursIn([DOCUMENT.pages[0].elements[1]]).map(({ colour }) => colour), ["#000000", "#ffffff", "#1f3a6d"]);
});

test("a colour is replaced everywhere, in groups, gradients and grounds, and nothing else is touched", () => {
  const edited = replaceColour(DOCUMENT, "#1f3a6d", "#aa0000");
  assert.deepEqual([edited.pages[0].elements[0].fill, edited.pages[0].elements[1].elements[1].fill, edited.pages[0].elements[2].text], ["#aa0000", "#aa0000", NAVY]);
  assert.equal(edited.pages[1], DOCUMENT.pages[1]);
  assert.equal(replaceColour(DOCUMENT, "#000000", "#111111").pages[1].background.stops[0].color, "#111111");
  assert.equal(replaceColour(DOCUMENT, "#123456", "#000000"), DOCUMENT);
});

test("a colour is replaced in what is selected alone", () => {
  const edited = replaceColour(DOCUMENT, "#1f3a6d", "#aa0000", ["g"]);
  assert.deepEqual([edited.pages[0].elements[0].fill, edited.pages[0].elements[1].elements[1].fill], [NAVY, "#aa0000"]);
});

test("an outline begins with a colour and a width, and goes when either is taken away; a line stays", () => {
  const shape = { type: "shape" };
  const line = { type: "line", stroke: { color: "#000000", width: 1 } };
  assert.deepEqual(changedStroke(shape, { width: 2 }), { color: "#1f2937", width: 2 });
  assert.deepEqual(changedStroke({ type: "text" }, { color: "#ff0000" }), { color: "#ff0000", width: 0.2 });
  assert.deepEqual([changedStroke({ ...line, type: "shape" }, { color: null }), changedStroke({ ...line, type: "path" }, { width: 0 })], [undefined, undefined]);
  assert.deepEqual([changedStroke(line, { color: null }), changedStroke(line, { width: 0 })], [line.stroke, { color: "#000000", width: 0.05 }]);
});

test("a dash by name grows with the width; one's own pattern stays as it is", () => {
  const dashed = changedStroke({ type: "line", stroke: { color: "#000000", width: 1 } }, { dash: "dashed" });
  assert.deepEqual([dashed.dash, dashName(dashed)], [[4, 3], "dashed"]);
  assert.deepEqual(changedStroke({ type: "line", stroke: dashed }, { width: 2 }).dash, [8, 6]);
  const dotted = changedStroke({ type: "line", stroke: dashed }, { dash: "dotted" });
  assert.deepEqual([dotted.dash, dotted.cap], [[0, 2.5], "round"]);
  const own = changedStroke({ type: "line", stroke: dashed }, { dash: [1, 9] });
  assert.deepEqual([dashName(own), changedStroke({ type: "line", stroke: own }, { width: 3 }).dash], ["own", [1, 9]]);
  assert.equal("dash" in changedStroke({ type: "line", stroke: dashed }, { dash: "solid" }), false);
  assert.deepEqual([dashFrom("3 1.5"), dashFrom("2,5; 1"), dashFrom("a"), dashFrom("0 0"), dashFrom("")], [[3, 1.5], [2.5, 1], null, null, null]);
});
