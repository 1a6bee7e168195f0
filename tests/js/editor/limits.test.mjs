// The limits that the editor keeps are those for which the server refuses a document.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import * as limits from "../../../static/js/editor/geometry/limits.js";

const read = (path) => readFileSync(new URL(`../../../templates_app/document/${path}`, import.meta.url), "utf8");
const schema = JSON.parse(read("document-v1.schema.json"));
const { coordinate, extent, radius, stroke, shadow, page, guideList } = schema.$defs;
const rangeOf = ({ minimum, maximum }) => [minimum, maximum];

// The types of elements are told in Python.
function rangeOfText(name) {
  const [, least, most] = new RegExp(`"${name}": \\{[^}]*"minimum": (-?[\\d.]+),\\s*"maximum": ([\\d.]+)`).exec(read("element_types/text.py"));
  return [Number(least), Number(most)];
}

test("measures of elements", () => {
  const places = Object.fromEntries(["x", "y", "x2", "y2"].map((name) => [name, rangeOf(coordinate)]));
  const sides = { width: rangeOf(extent), height: rangeOf(extent), radius: rangeOf(radius) };
  const type = Object.fromEntries(["size", "minSize", "letterSpacing"].map((name) => [name, rangeOfText(name)]));
  assert.deepEqual(limits.RANGES, { ...places, ...sides, ...type });
  assert.deepEqual(limits.STROKE, { width: rangeOf(stroke.properties.width), dash: rangeOf(stroke.properties.dash.items) });
  assert.deepEqual([limits.SHADOW, limits.SHADOW], ["dx", "dy"].map((name) => rangeOf(shadow.properties[name])));
});

test("pages and guides", () => {
  assert.deepEqual([limits.PAGE_SIDE, limits.PAGE_SIDE], ["width", "height"].map((name) => rangeOf(page.properties[name])));
  assert.deepEqual([0, limits.MOST_BLEED], rangeOf(schema.properties.bleed));
  assert.equal(limits.MOST_PAGES, schema.properties.pages.maxItems);
  assert.deepEqual([limits.MOST_GUIDES, limits.GUIDE], [guideList.maxItems, rangeOf(coordinate)]);
});
