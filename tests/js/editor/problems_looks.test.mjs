// Problems of what is drawn: place, lines, pictures, codes, contrast, what lies over what. What the eye sees is given.
import assert from "node:assert/strict";
import test from "node:test";

import { elementAt } from "../../../static/js/editor/document/commands.js";
import { ratio } from "../../../static/js/editor/problems/colours.js";
import { coverOf, marksOf } from "../../../static/js/editor/problems/cover.js";
import { faultProblems, together } from "../../../static/js/editor/problems/faults.js";
import { Search } from "../../../static/js/editor/problems/search.js";
import { groupOf, rect, rule } from "./documents.mjs";
import { briefly, designOf, last, mended, problemsIn, textOf } from "./problems.mjs";

const found = (elements, facts, more) => briefly(problemsIn(designOf(elements, more), facts));
const after = (elements, code, facts, { at, more } = {}) => elementAt(mended(designOf(elements, more), code, facts, at), elements[0].id)?.element ?? null;
const box = ({ x, y, width, height }) => [x, y, width, height];

const qr = (more = {}) => ({ id: "qr", type: "qr", x: 100, y: 100, width: 30, height: 30, ...more });
const picture = (more = {}) => ({ id: "p", type: "image", source: "asset:one", alt: "Seal", x: 10, y: 10, width: 50.8, height: 25.4, ...more });
const pixels = (width, height, more = {}) => ({ pictures: { one: { width, height, ...more } } });

test("what lies off the page, over its edge or near it is moved inside", () => {
  const text = (x) => textOf("a", "Word", { x, y: 40, width: 60 }); // 11.3 mm of letters
  assert.deepEqual(found([text(300)]), ["error off_page a"]);
  assert.deepEqual(found([text(290)]), ["error cut_off a"]);
  assert.deepEqual(found([text(283)]), ["warning near_edge a"]);
  assert.deepEqual(found([text(280)]), []);
  const moved = [300, 290, 283].map((x) => after([text(x)], { 300: "off_page", 290: "cut_off", 283: "near_edge" }[x]).x);
  assert.deepEqual(moved, [280.71, 280.71, 280.71]);
});

test("a shape may reach over the edge, and is only named when it lies off the page; badges have a smaller margin", () => {
  assert.deepEqual(found([rect("a", 290, 0)]), []);
  assert.deepEqual(found([rect("a", 300, 0)]), ["warning off_page a"]);
  const badge = { pages: [{ width: 100, height: 100, elements: [textOf("a", "{recipient.name}", { x: 4, width: 90, size: 10 }), qr({ x: 60, y: 60 })] }] };
  assert.deepEqual(found([], {}, badge), []);
});

test("what is in a turned group is moved in the group's own axes", () => {
  const group = groupOf("g", [textOf("a", "Word", { x: 0, y: 0, width: 20, height: 10 })], { x: 100, y: -40, width: 20, height: 10, rotation: 90 });
  const design = designOf([group]);
  assert.deepEqual(briefly(problemsIn(design)), ["error off_page a"]);
  assert.deepEqual(briefly(problemsIn(mended(design, "off_page"))), []);
});

test("a ground that ends at the cut is extended into the bleed", () => {
  const ground = { ...rect("a", 0, 0), width: 297, height: 60, fill: "#eeeeee" };
  assert.deepEqual(found([ground]), []);
  assert.deepEqual(found([ground], {}, { bleed: 3 }), ["warning short_of_bleed a"]);
  assert.deepEqual(box(after([ground], "short_of_bleed", {}, { more: { bleed: 3 } })), [-3, -3, 303, 63]);
});

test("hairlines are thickened", () => {
  const thin = { ...rule("a", 20, 20, 90, 20), stroke: { color: "#000000", width: 0.05 } };
  assert.deepEqual(found([thin, rule("b", 20, 30, 90, 30)]), ["warning hairline a"]);
  assert.deepEqual(after([thin], "hairline").stroke, { color: "#000000", width: 0.2 });
});

test("pictures have enough pixels for their size on paper, as they fit their box and are cropped", () => {
  assert.deepEqual(found([picture()], pixels(300, 150)), []);
  assert.deepEqual(found([picture()], pixels(280, 140)), ["warning low_resolution p"]);
  assert.deepEqual(found([picture()], pixels(180, 90)), ["error low_resolution p"]);
  assert.deepEqual(found([picture({ fit: "cover" })], pixels(300, 140)), ["warning low_resolution p"]);
  assert.deepEqual(found([picture()], pixels(300, 140)), []);
  assert.deepEqual(found([picture({ crop: { x: 0, y: 0, width: 0.5, height: 0.5 } })], pixels(300, 150)), ["error low_resolution p"]);
  assert.deepEqual(found([picture()], pixels(10, 5, { isVector: true })), []);
  assert.deepEqual(found([picture()], {}), ["error no_picture p"]);
  assert.deepEqual(box(after([picture()], "low_resolution", pixels(150, 75))), [22.7, 16.35, 25.4, 12.7]);
});

test("a picture behind a page has enough pixels for the page with its bleed", () => {
  const paper = { width: 254, height: 254, background: { type: "image", source: "asset:one" }, elements: designOf([]).pages[0].elements };
  const design = designOf([], { pages: [paper], bleed: 0 });
  assert.deepEqual(briefly(problemsIn(design, pixels(1500, 1500))), []);
  assert.deepEqual(briefly(problemsIn({ ...design, bleed: 3 }, pixels(1500, 1500))), ["warning low_resolution"]);
});

test("a picture is described, or said to be decoration", () => {
  const { alt, ...silent } = picture();
  assert.deepEqual(found([silent], pixels(900, 450)), ["warning no_alt p"]);
  assert.deepEqual([after([silent], "no_alt", pixels(900, 450)).alt, alt], ["", "Seal"]);
  assert.deepEqual(found([picture({ alt: "" })], pixels(900, 450)), []);
  const photo = { ...silent, source: "field:recipient.photo" };
  const more = { fields: [{ key: "recipient.photo", label: "Photo", type: "text", sample: "one" }] };
  assert.equal(after([photo], "no_alt", {}, { more }).alt, "Photo of the recipient");
});

test("modules of a code are large enough: 33 of them and a quiet zone in 41", () => {
  assert.deepEqual(found([qr({ width: 16.4, height: 16.4 })]), []);
  assert.deepEqual(found([qr({ width: 16, height: 16 })]), ["warning small_code qr"]);
  assert.deepEqual(found([qr({ width: 13, height: 13 })]), ["error small_code qr"]);
  assert.deepEqual(box(after([qr({ width: 13, height: 13 })], "small_code")), [98.3, 98.3, 16.4, 16.4]);
  const facts = { modules: (ecc) => ({ H: 37, Q: 33, M: 25 })[ecc] };
  assert.equal(after([qr({ width: 14, height: 14, ecc: "H" })], "small_code", facts, { at: 1 }).ecc, "M");
});

test("colours of a code are dark on light, solid and far apart", () => {
  const coloured = (dark, light) => found([qr({ dark, light })]);
  assert.deepEqual(coloured("#ffffff", "#000000"), ["error inverted_code qr"]);
  assert.deepEqual(coloured("#777777", "#bbbbbb"), ["error pale_code qr"]);
  assert.deepEqual(coloured("#777777", "#f5f5f5"), ["warning pale_code qr"]);
  assert.deepEqual(coloured("#000000", "#ffffff00"), ["warning clear_code qr"]);
  const swapped = after([qr({ dark: "#ffffff", light: "#000000" })], "inverted_code");
  assert.deepEqual([swapped.dark, swapped.light], ["#000000", "#ffffff"]);
});

test("a code under something comes to the front, with the group that it is in", () => {
  const group = groupOf("g", [qr({ x: 0, y: 0 }), rect("b", 5, 5)], { x: 50, y: 100 });
  const design = designOf([group, rect("c", 55, 105)]);
  const seen = { qr: { over: 0.1, seen: 0.9, samples: [] } };
  assert.deepEqual(briefly(problemsIn(design, { seen })), ["error covered_code qr"]);
  const { elements } = mended(design, "covered_code", { seen }).pages[0];
  assert.deepEqual([elements.at(-1).id, elements.at(-1).elements.map(({ id }) => id)], ["g", ["b", "qr"]]);
});

const on = (ink, ...grounds) => ({ samples: grounds.map((ground) => ({ ink, ground })), seen: 1, over: 0 });
const GREY = [150, 150, 150];
const WHITE = [255, 255, 255];

test("contrast is that of WCAG 2.2", () => {
  assert.deepEqual([ratio([0, 0, 0], WHITE), ratio(WHITE, WHITE)], [21, 1]);
  assert.equal(Math.round(ratio([119, 119, 119], WHITE) * 100) / 100, 4.48);
});

test("text that hardly stands out is darkened until it passes; large text needs less", () => {
  const pale = textOf("a", "Pale", { fill: "#969696" });
  const seen = { a: on(GREY, WHITE) };
  assert.deepEqual(found([pale], { seen }), ["warning low_contrast a"]);
  assert.deepEqual(found([{ ...pale, size: 20 }], { seen: { a: on([140, 140, 140], WHITE) } }), []);
  assert.deepEqual(found([{ ...pale, size: 14, font: { family: "EB Garamond", weight: 700 } }], { seen: { a: on([140, 140, 140], WHITE) } }), []);
  assert.deepEqual(found([pale], { seen: { a: on([240, 240, 240], WHITE) } }), ["error low_contrast a"]);
  assert.equal(after([pale], "low_contrast", { seen }).fill, "#717171");
  assert.ok(ratio([113, 113, 113], WHITE) >= 4.5);
});

test("on a ground of many colours the worst tenth counts; where no colour would do there is no mend", () => {
  const text = textOf("a", "Over a picture", { fill: "#ffffff" });
  const nine = Array.from({ length: 9 }, () => [0, 0, 0]);
  assert.deepEqual(found([text], { seen: { a: on(WHITE, ...nine, ...nine, ...nine, WHITE) } }), []);
  const [problem] = problemsIn(designOf([text]), { seen: { a: on(WHITE, ...nine, ...Array.from({ length: 9 }, () => WHITE)) } });
  assert.deepEqual([problem.code, problem.mends], ["low_contrast", []]);
});

test("an outline that stands out carries the letters", () => {
  const lined = textOf("a", "Lined", { fill: "#ffffff", stroke: { color: "#000000", width: 0.4 } });
  assert.deepEqual(found([lined], { seen: { a: on(WHITE, WHITE) } }), []);
});

test("what nobody sees is named; a copy on top of another is named once", () => {
  const seen = { a: { seen: 0, over: 1, samples: [] } };
  assert.deepEqual(found([rect("a", 20, 20), rect("b", 15, 15, { width: 30, height: 30 })], { seen }), ["warning unseen a"]);
  const twice = [rect("a", 20, 20), rect("b", 20, 20, { name: "Pasted" })];
  assert.deepEqual(found(twice, { seen }), ["warning copy a"]);
  assert.equal(after(twice, "copy", { seen }), null);
});

test("errors come first, then what is lower on the page", () => {
  const elements = [textOf("b", "Small", { size: 4 }), textOf("a", "Word", { x: 300, y: 70 })];
  assert.deepEqual(found(elements), ["error off_page a", "warning tiny_type b"]);
});

test("an element that has not changed is not looked at again", () => {
  const search = new Search();
  const seen = new Map();
  let laid = 0;
  const view = (document) => ({
    document,
    fields: new Map(),
    sets,
    scripts: [],
    families: new Map([["EB Garamond", { faces: [{ weight: 400, style: "normal" }] }]]),
    seen: () => seen,
    layout: () => (laid += 1) && { size: 20, lines: [], text: "", faults: [] },
    inkOf: () => null,
    suggested: new Map(),
    kinds: {},
    told: () => [],
  });
  const sets = [{}];
  const [one, two] = [textOf("a", "One"), textOf("b", "Two", { y: 90 })];
  const design = (...elements) => ({ language: "en", pages: [page(elements)] });
  const page = (elements) => ({ width: 297, height: 210, elements });
  last(search.run(view(design(one, two))));
  const first = laid;
  last(search.run(view(design(one, two))));
  assert.equal(laid, first);
  last(search.run(view(design(one, { ...two, y: 91 }))));
  assert.equal(laid, first + first / 2);
});

test("faults of the server lead to their elements", () => {
  const design = designOf([groupOf("g", [rect("a")])]);
  const faults = [
    { path: "pages[0].elements[0].elements[0].fill", message: "must be a colour" },
    { path: "pages[0].width", message: "must be between 20 and 1200 mm" },
    { path: "", message: "The design is larger than 6 MB." },
  ];
  assert.deepEqual(
    faultProblems(faults, design).map(({ ids, what }) => [ids, what]),
    [[["a"], "Fill: must be a colour"], [[], "Width: must be between 20 and 1200 mm"], [[], "The design is larger than 6 MB."]],
  );
});

test("what the server refuses is not told twice, but what only the server sees stays", () => {
  const design = designOf([textOf("a", "{nobody}"), textOf("b", "Too long for its box", { y: 70, width: 10, height: 5, fit: "none" })]);
  const refused = faultProblems(
    [
      { path: "pages[0].elements[0].text", message: "binds nobody, which no field declares" },
      { path: "pages[0].elements[1].size", message: "must be between 1 and 600 pt" },
      { path: "fields[0].sample", message: "is longer than max_length" },
    ],
    design,
  );
  const all = briefly(together(refused, problemsIn(design)));
  assert.deepEqual(all, ["error refused b", "error refused", "error placeholder a", "error overflow b"]);
});

test("a picture that runs off the page is named, a ground of pictures is not", () => {
  const over = (box) => found([picture({ x: -10, y: -10, ...box })], pixels(9000, 9000));
  assert.deepEqual(over({}), ["warning cut_off p"]);
  assert.deepEqual(over({ width: 317, height: 230 }), []);
  assert.deepEqual(box(after([picture({ x: -10, y: -10 })], "cut_off", pixels(9000, 9000))), [5, 5, 50.8, 25.4]);
});

test("what hides what is told from the pixels: faint things hide nothing, conditional ones nothing for good", () => {
  const sheet = { width: 4, height: 1 };
  const leaf = (id, left, alphas, covers = 3) => {
    const pixels = Uint8ClampedArray.from(alphas.flatMap((alpha) => [0, 0, 0, alpha]));
    return { id, samples: [], covers, ...marksOf({ left, top: 0, width: alphas.length, height: 1, pixels }) };
  };
  const told = (...leaves) => Object.fromEntries([...last(coverOf(sheet, leaves))].map(([id, { seen, over }]) => [id, [seen, over]]));
  assert.deepEqual(told(leaf("a", 0, [255, 255]), leaf("b", 0, [255, 255, 255])), { a: [0, 1], b: [1, 0] });
  assert.deepEqual(told(leaf("a", 0, [255, 255]), leaf("b", 1, [255, 255])), { a: [0.5, 0.5], b: [1, 0] });
  assert.deepEqual(told(leaf("a", 0, [255, 255]), leaf("b", 0, [100, 100])), { a: [1, 1], b: [null, 0] });
  assert.deepEqual(told(leaf("a", 0, [255, 255]), leaf("b", 0, [255, 255], 1)), { a: [1, 1], b: [1, 0] });
  assert.deepEqual(told(leaf("a", 0, [255, 255]), leaf("b", 0, [255, 255], 0)), { a: [1, 0], b: [1, 0] });
});
