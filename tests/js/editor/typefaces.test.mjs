// Families of the font catalogue: what they have, and fonts that stay within it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { hasBold, hasItalic, scriptsOf, settled, weightsOf, withBold, withItalic } from "../../../static/js/editor/document/typefaces.js";

const catalogue = JSON.parse(readFileSync(new URL("../../../static/fonts/catalogue.json", import.meta.url)));
const family = (name) => catalogue.families.find((each) => each.family === name);
const [garamond, vibes, spartan] = ["EB Garamond", "Great Vibes", "League Spartan"].map(family);

test("a family offers the weights that it has in a style, and no others", () => {
  assert.deepEqual(weightsOf(garamond), [400, 500, 600, 700]);
  assert.deepEqual(weightsOf(garamond, "italic"), [400, 500]);
  assert.deepEqual([weightsOf(vibes), hasItalic(vibes), hasBold(vibes, {})], [[400], false, false]);
  assert.deepEqual([hasBold(garamond, {}), hasBold(garamond, { style: "italic" })], [true, false]);
});

test("another family keeps weight and style where it has them, else what is nearest", () => {
  const font = { family: "EB Garamond", weight: 600, style: "italic" };
  assert.deepEqual(settled(font, vibes), { family: "Great Vibes", weight: 400, style: "normal" });
  assert.deepEqual(settled({ family: "Great Vibes" }, spartan), { family: "League Spartan", weight: 500, style: "normal" });
  assert.deepEqual(settled(font, garamond), { family: "EB Garamond", weight: 500, style: "italic" });
});

test("bold and back again; a family without one stays as it is", () => {
  const bold = withBold({ family: "EB Garamond" }, garamond, true);
  assert.deepEqual(bold, { family: "EB Garamond", weight: 700 });
  assert.deepEqual(withBold(bold, garamond, false), { family: "EB Garamond", weight: 400 });
  const single = { family: "Great Vibes" };
  assert.equal(withBold(single, vibes, true), single);
});

test("italic takes the weight that it has", () => {
  assert.deepEqual(withItalic({ family: "EB Garamond", weight: 700 }, garamond, true), { family: "EB Garamond", weight: 500, style: "italic" });
  assert.deepEqual(withItalic({ family: "EB Garamond", weight: 500, style: "italic" }, garamond, false), { family: "EB Garamond", weight: 500, style: "normal" });
});

test("scripts are those that a family is made for", () => {
  const scripts = (name) => scriptsOf(family(name), catalogue.fallbacks);
  assert.deepEqual(scripts("EB Garamond"), ["Latn", "Grek", "Cyrl"]);
  assert.deepEqual(scripts("Noto Kufi Arabic"), ["Latn", "Arab"]);
  assert.deepEqual(scripts("Noto Sans JP"), ["Latn", "Jpan"]);
  assert.deepEqual(scripts("Noto Emoji"), []);
});
