import assert from "node:assert/strict";
import { test } from "node:test";

import { elementAt } from "../../../static/js/editor/document/commands.js";
import {
  addPicture,
  asBackground,
  coverOf,
  picturesNamed,
  pictureUnder,
  replacePicture,
  resolutionOf,
  sizeFor,
} from "../../../static/js/editor/document/picture_elements.js";
import { addDrawnSignature, addSignature, placeOfSignature } from "../../../static/js/editor/document/signatures.js";
import { strokeAsPath, strokesAsPath } from "../../../static/js/editor/document/signing.js";

const A4 = { width: 297, height: 210, elements: [] };
const SEAL = { id: "p1", name: "Seal", width: 600, height: 300, bytes: 1, isVector: false, url: "/p1", thumbnail: "/t1" };
const PHOTO = { id: "photo", type: "image", source: "field:recipient.photo", x: 0, y: 0, width: 30, height: 40 };
const RULE = { id: "rule", type: "line", x: 200, y: 170, x2: 260, y2: 170, stroke: { color: "#1e3a8a", width: 0.3 } };

const of = (...elements) => ({ version: 1, title: "T", language: "en", pages: [{ ...A4, elements }] });

test("a picture comes at 300 dpi where that fits, never above half of the page, and in its ratio", () => {
  assert.deepEqual(sizeFor(A4, SEAL), { width: 50.8, height: 25.4 });
  assert.deepEqual(sizeFor(A4, { ...SEAL, width: 6000, height: 3000 }), { width: 105, height: 52.5 });
  assert.deepEqual(sizeFor(A4, { ...SEAL, width: 20, height: 10 }), { width: 12, height: 6 });
  assert.deepEqual(sizeFor(A4, { ...SEAL, isVector: true }), { width: 73.5, height: 36.75 });
});

test("a dropped picture lies about the point where it was let go", () => {
  const { document, id } = addPicture(of(), 0, SEAL, { centre: { x: 100, y: 50 } });
  assert.deepEqual(elementAt(document, id).element, {
    id: "picture",
    type: "image",
    name: "Seal",
    source: "asset:p1",
    fit: "contain",
    x: 74.6,
    y: 37.3,
    width: 50.8,
    height: 25.4,
  });
});

test("another picture takes the box, fit and mask of the one before, and nothing that told of it", () => {
  const before = { ...PHOTO, id: "a", source: "asset:old", crop: { x: 0.1, y: 0, width: 0.5, height: 1 }, alt: "Old", mask: { shape: "ellipse" } };
  const { crop, alt, ...kept } = before;
  assert.deepEqual(elementAt(replacePicture(of(before), "a", SEAL), "a").element, { ...kept, source: "asset:p1", name: "Seal" });
});

test("on the frame of a photo it is the sample: the photo stays the recipients' own", () => {
  const document = { ...of(PHOTO), fields: [{ key: "recipient.photo", label: "Photo", type: "text" }, { key: "b", label: "B", type: "text" }] };
  const made = replacePicture(document, "photo", SEAL);
  assert.deepEqual(made.fields, [{ key: "recipient.photo", label: "Photo", type: "text", sample: "p1" }, document.fields[1]]);
  assert.equal(made.pages, document.pages);
});

test("what lies on top is replaced, unless it is no picture, locked, or as large as a background", () => {
  const [a, b] = [{ ...PHOTO, id: "a" }, { ...PHOTO, id: "b" }];
  const under = (...elements) => pictureUnder({ ...A4, elements }, () => true)?.id ?? null;
  assert.equal(under(a, b), "b");
  assert.equal(under(a, { ...b, locked: true }), "a");
  assert.equal(under(a, { ...b, type: "text" }), null);
  assert.equal(under({ ...a, width: 300, height: 200 }), null);
});

test("a picture goes behind the page; the photo of a recipient cannot", () => {
  const logo = { ...PHOTO, id: "logo", source: "asset:p1" };
  const [page] = asBackground(of(logo, RULE), "logo").pages;
  assert.deepEqual(page, { ...A4, background: { type: "image", source: "asset:p1", fit: "cover" }, elements: [RULE] });
  assert.equal(asBackground(of(PHOTO), "photo"), null);

  const group = { id: "g", type: "group", x: 0, y: 0, width: 200, height: 100, elements: [logo, RULE] };
  assert.deepEqual(asBackground(of(group), "logo").pages[0].elements, [{ ...group, elements: [RULE] }]);
  assert.deepEqual(asBackground(of({ ...group, elements: [logo] }), "logo").pages[0].elements, []);
});

test("how fine a picture is on paper follows from its box, its fit and its crop", () => {
  const box = { width: 50.8, height: 50.8 };
  assert.equal(resolutionOf({ ...box, fit: "contain" }, SEAL), 300);
  assert.equal(resolutionOf({ ...box, fit: "cover" }, SEAL), 150);
  assert.equal(resolutionOf({ ...box, fit: "stretch" }, SEAL), 150);
  assert.equal(resolutionOf({ ...box, fit: "cover", crop: { x: 0, y: 0, width: 0.5, height: 1 } }, SEAL), 150);
  assert.equal(resolutionOf({ ...box, fit: "cover", crop: { x: 0, y: 0, width: 0.25, height: 0.5 } }, SEAL), 75);
});

test("all pictures of a design are named: on pages, in groups and behind them, and those of fields", () => {
  const group = { id: "g", type: "group", elements: [{ id: "x", type: "image", source: "asset:in" }] };
  const document = of(PHOTO, group, { ...PHOTO, id: "a", source: "asset:on" });
  document.pages.push({ ...A4, background: { type: "image", source: "asset:behind" }, elements: [{ ...PHOTO, id: "b", source: "asset:on" }] });
  assert.deepEqual(picturesNamed(document), { assets: ["in", "on", "behind"], keys: ["recipient.photo"] });
});

test("a signature lies on the line that is selected, else on the lowest one, with its foot below it", () => {
  const other = { ...RULE, id: "other", x: 40, x2: 100, y: 60, y2: 60 };
  const ink = { width: 300, height: 100 };
  assert.deepEqual(placeOfSignature(of(RULE, other), 0, ink, []), { x: 209, y: 158.8, width: 42, height: 14 });
  assert.deepEqual(placeOfSignature(of(RULE, other), 0, ink, [other]), { x: 49, y: 48.8, width: 42, height: 14 });
  assert.deepEqual(placeOfSignature(of(RULE), 0, { width: 1000, height: 100 }, []), { x: 206, y: 166.16, width: 48, height: 4.8 });
  assert.deepEqual(placeOfSignature(of(), 0, ink, []), { x: 127.5, y: 148, width: 42, height: 14 });
});

test("a scanned signature is a picture on its line", () => {
  const { document, id } = addSignature(of(RULE), 0, SEAL, []);
  const { source, x, y, width, height } = elementAt(document, id).element;
  assert.deepEqual({ id, source, x, y, width, height }, { id: "signature", source: "asset:p1", x: 216, y: 158.8, width: 28, height: 14 });
});

test("a drawn signature is a path in ink that is seen on its paper", () => {
  const drawn = { d: "M0 0L300 100", width: 300, height: 100, line: 3 };
  const dark = addDrawnSignature(of(RULE), 0, drawn, []);
  const light = addDrawnSignature(of({ ...RULE, stroke: { color: "#e8d5a3", width: 0.3 } }), 0, drawn, []);
  const inks = [dark, light].map(({ document, id }) => elementAt(document, id).element.stroke);
  assert.deepEqual(inks, [
    { color: "#1f2937", width: 0.42, cap: "round", join: "round" },
    { color: "#e8d5a3", width: 0.42, cap: "round", join: "round" },
  ]);
});

test("strokes flow through the middles of their steps, and steps of a trembling hand are left out", () => {
  const stroke = [{ x: 0, y: 0 }, { x: 0.5, y: 0.5 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 20, y: 10 }];
  assert.equal(strokeAsPath(stroke), "M0 0L5 0Q10 0 10 5Q10 10 15 10L20 10");
  assert.equal(strokeAsPath([{ x: 3, y: 4 }]), "M3 4h0.01");
});

test("all strokes together are one path, close around them", () => {
  const strokes = [[{ x: 100, y: 50 }, { x: 110, y: 50 }], [{ x: 105, y: 60 }]];
  assert.deepEqual(strokesAsPath(strokes), { d: "M1.5 1.5L6.5 1.5L11.5 1.5M6.5 11.5h0.01", width: 13, height: 13, line: 3 });
  assert.equal(strokesAsPath([]), null);
});

test("a sheet over all of the page hides its background", () => {
  const sheet = { id: "sheet", type: "shape", shape: "rect", x: -3, y: -3, width: 303, height: 216, fill: "#000000" };
  const over = (...elements) => coverOf({ ...A4, elements })?.id;
  assert.equal(over(RULE, sheet), "sheet");
  assert.deepEqual([{ fill: null }, { hidden: true }, { opacity: 0.9 }, { width: 200 }, { rotation: 3 }].map((other) => over({ ...sheet, ...other })), Array(5).fill(undefined));
});
