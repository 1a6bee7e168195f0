// Borders of the library when the page gets another size.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { addOrnament, ornamentElements } from "../../../static/js/editor/document/ornaments.js";
import { refitted } from "../../../static/js/editor/document/refitting.js";
import { documentOf, frozen, pageOf, rect } from "./documents.mjs";

const { ornaments } = JSON.parse(readFileSync(new URL("../../../static/ornaments/borders.json", import.meta.url)));
const BORDERS = new Map(ornaments.map((ornament) => [ornament.id, ornament]));
const A4 = { width: 297, height: 210 };
const A5 = { width: 148, height: 210 };
const shapeOf = ({ x, y, width, height, d, viewBox, elements }) => ({ x, y, width, height, d, viewBox, elements: elements?.map(shapeOf) });
const blank = () => documentOf({ ...pageOf(rect("box")), ...A4 });

for (const ornament of ornaments) {
  test(`a border fits the page again: ${ornament.name}`, () => {
    const { document } = addOrnament(blank(), 0, ornament, {});
    const [border] = refitted(frozen(document), 0, A5, BORDERS).pages[0].elements;
    assert.deepEqual(shapeOf(border), shapeOf(ornamentElements(ornament, A5)[0]));
    assert.equal(border.locked, true);
  });
}

test("its colours stay, and its lines get thinner with the page", () => {
  const { document } = addOrnament(blank(), 0, BORDERS.get("classic-double-rule"), { colours: { "#1f3a6d": "#aa0000" } });
  const [border] = refitted(document, 0, A5, BORDERS).pages[0].elements;
  assert.deepEqual(border.elements.map(({ stroke }) => [stroke.color, stroke.width]), [["#aa0000", 0.92], ["#b98a2e", 0.25]]);
});

test("what does not fill the page, or is no border of the library, stays as it is", () => {
  const { document } = addOrnament(blank(), 0, BORDERS.get("greek-key"), {});
  const [border] = document.pages[0].elements;
  const others = [{ ...border, width: 200 }, { ...border, rotation: 2 }, { ...border, id: "frame-of-mine" }, { ...border, elements: [] }];
  for (const other of others) {
    const design = frozen({ ...document, pages: [{ ...document.pages[0], elements: [other] }] });
    assert.deepEqual(refitted(design, 0, A5, BORDERS).pages, [{ ...design.pages[0], ...A5 }]);
  }
  assert.equal(refitted(document, 0, A4, BORDERS), document);
});
