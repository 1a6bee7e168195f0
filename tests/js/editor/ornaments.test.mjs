import assert from "node:assert/strict";
import { test } from "node:test";

import { addOrnament, isWanted, ornamentElements, recoloured } from "../../../static/js/editor/document/ornaments.js";
import { mapPoints } from "../../../static/js/editor/geometry/path_data.js";
import { documentOf, frozen, order, pageOf, rect } from "./documents.mjs";

const path = (d, width, height, paint = { fill: "#1f3a6d" }) => ({ id: "sprig", type: "path", x: 0, y: 0, width, height, d, viewBox: [width, height], ...paint });
const A4 = { width: 297, height: 210 };
const CORNER = frozen({ id: "sprig", name: "Sprig", tags: ["leaf"], placing: "corners", element: path("M0 0L10 0L0 4z", 20, 20) });
const SEAL = frozen({ id: "sprig", name: "Seal", tags: ["award"], placing: "once", element: path("M0 0L40 40z", 40, 40) });
const BORDER = frozen({
  id: "key",
  name: "Key",
  tags: [],
  placing: "page",
  frame: {
    inset: 8.5,
    corner: 10,
    tile: 10,
    strips: [
      { paint: { fill: "#1f3a6d" }, corner: "M0 0L10 0L10 10z", edge: "M0 0L5 8L10 0z" },
      { paint: { fill: null, stroke: { color: "#b98a2e", width: 0.4, cap: "round", join: "round", dash: [1, 2] } }, spans: [3], rules: [{ offset: 2, corner: "chamfer", radius: 6 }] },
    ],
  },
});

const numbersOf = (d) => [...d.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
const closedParts = (d) => d.split("z").length - 1;

test("points of a path go where they are sent, commands stay", () => {
  assert.equal(mapPoints("M1 2C3 4 5 6 -7.5 8z", (x, y) => [10 - x, y]), "M9 2C7 4 5 6 17.5 8z");
});

test("an ornament lies in the middle of the page, or where it was let go, as large as the page asks", () => {
  const [onA4] = ornamentElements(SEAL, { ...A4, elements: [] });
  const [onA5] = ornamentElements(SEAL, { width: 210, height: 105 }, { centre: { x: 30, y: 40 } });
  assert.deepEqual([onA4.x, onA4.y, onA4.width], [128.5, 85, 40]);
  assert.deepEqual([onA5.x, onA5.y, onA5.width], [20, 30, 20]);
});

test("corners come in fours, each mirrored into its own", () => {
  const four = ornamentElements(CORNER, A4);
  assert.deepEqual(four.map(({ x, y }) => [x, y]), [[8, 8], [269, 8], [8, 182], [269, 182]]);
  assert.deepEqual(four.map(({ d }) => d), ["M0 0L10 0L0 4z", "M20 0L10 0L20 4z", "M0 20L10 20L0 16z", "M20 20L10 20L20 16z"]);
});

test("a border fits the page: whole tiles on each side, four corners, inside of its box", () => {
  const [border] = ornamentElements(BORDER, A4);
  assert.deepEqual([border.x, border.y, border.width, border.height], [8.5, 8.5, 280, 193]);
  const [tiles, lines] = border.elements;
  assert.equal(closedParts(tiles.d), 4 + 2 * 26 + 2 * 17);
  assert.equal(Math.min(...numbersOf(tiles.d)), 0);
  assert.equal(Math.max(...numbersOf(tiles.d)), 280);
  assert.equal(lines.d.startsWith("M2 8L8 2L272 2L278 8L278 185L272 191L8 191L2 185z"), true);
  assert.equal(lines.d.endsWith("M277 10L277 183"), true);
});

test("on a smaller page a border keeps its proportions: corners, widths and dashes shrink with it", () => {
  const [border] = ornamentElements(BORDER, { width: 105, height: 148.5 });
  assert.deepEqual([border.x, border.width, border.height], [4.25, 96.5, 140]);
  assert.deepEqual(border.elements[0].viewBox, [193, 280]);
  assert.deepEqual(border.elements[1].stroke, { color: "#b98a2e", width: 0.2, cap: "round", join: "round", dash: [0.5, 1] });
});

test("a border goes below all and is locked; the rest goes on top, each time under a new id", () => {
  const document = documentOf(pageOf(rect("a")));
  const framed = addOrnament(document, 0, BORDER);
  const twice = addOrnament(addOrnament(framed.document, 0, SEAL).document, 0, SEAL);
  assert.deepEqual(order(twice.document), [[["key", "key-1", "key-2"], "a", "sprig", "sprig-2"]]);
  assert.deepEqual([framed.ids, twice.ids], [["key"], ["sprig-2"]]);
  assert.equal(twice.document.pages[0].elements[0].locked, true);
});

test("colours are exchanged wherever they stand, others stay", () => {
  const [border] = ornamentElements(BORDER, A4);
  const red = recoloured(border, { "#1f3a6d": "#aa0000", "#b98a2e": "#00aa00" });
  assert.deepEqual([red.elements[0].fill, red.elements[1].stroke.color, red.elements[1].fill], ["#aa0000", "#00aa00", null]);
  assert.equal(recoloured(SEAL.element, { "#000000": "#ffffff" }).fill, "#1f3a6d");
});

test("an ornament is found by each word of its name, its tags and its kind", () => {
  assert.equal(isWanted(SEAL, "Seals", " Award seal"), true);
  assert.equal(isWanted(SEAL, "Seals", "award border"), false);
});
