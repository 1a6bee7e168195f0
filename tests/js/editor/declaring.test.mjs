// Fields of a design: where they are named, renamed, replaced; what a declaration may be.
import assert from "node:assert/strict";
import test from "node:test";

import { declarationFrom, faultsOfField, putField, removeField } from "../../../static/js/editor/fields/declaring.js";
import { renamed, usesOf } from "../../../static/js/editor/fields/uses.js";
import { samplesOf } from "../../../static/js/editor/fields/samples.js";
import { documentOf, frozen, groupOf, pageOf, rect } from "./documents.mjs";

const text = (id, words, more = {}) => ({ id, type: "text", x: 0, y: 0, width: 10, height: 10, text: words, font: { family: "Lora" }, size: 12, ...more });
const KINDS = {
  text: { texts: ["text"], pictures: [], keys: [] },
  qr: { texts: ["content"], pictures: [], keys: [] },
  image: { texts: [], pictures: ["source"], keys: [] },
  chart: { texts: ["bars[].label"], pictures: [], keys: ["field"] },
};
const SCORE = { key: "score", label: "Score", type: "number", sample: "92" };
const design = frozen({
  ...documentOf(
    pageOf(
      text("title", "{score|number:1} of {course.title}, {{score}}", { link: "https://example.org/{score}" }),
      groupOf("seal", [text("inner", "{scores} {score}", { when: 'score >= 90 and course.title != "score"' })]),
    ),
    pageOf({ id: "qr", type: "qr", content: "{score}" }, { id: "photo", type: "image", source: "field:recipient.photo" }, rect("plain")),
  ),
  fields: [SCORE, { key: "result", label: "Result", type: "text", formula: "if(score > 50, 'score', my.score)" }],
});

test("a field is found in texts, links, groups, QR codes, pictures, conditions and formulas, not in doubled braces or quoted words", () => {
  const uses = usesOf(design, KINDS);
  assert.deepEqual(uses.get("score"), [
    { where: "text", element: "title", page: 0 },
    { where: "link", element: "title", page: 0 },
    { where: "text", element: "inner", page: 0 },
    { where: "condition", element: "inner", page: 0 },
    { where: "QR code", element: "qr", page: 1 },
    { where: "formula", field: "result" },
  ]);
  assert.deepEqual(uses.get("recipient.photo"), [{ where: "picture", element: "photo", page: 1 }]);
  assert.equal(uses.get("recipient.name"), undefined);
});

test("another key stands in all places at once, formats stay, and what is only like it stays too", () => {
  const made = putField(design, { ...SCORE, key: "course.score" }, "score", KINDS);
  const [title, seal] = made.pages[0].elements;
  assert.deepEqual([title.text, title.link], ["{course.score|number:1} of {course.title}, {{score}}", "https://example.org/{course.score}"]);
  assert.deepEqual([seal.elements[0].text, seal.elements[0].when], ["{scores} {course.score}", 'course.score >= 90 and course.title != "score"']);
  assert.equal(made.pages[1].elements[0].content, "{course.score}");
  assert.deepEqual(made.fields, [{ ...SCORE, key: "course.score" }, { ...design.fields[1], formula: "if(course.score > 50, 'score', my.score)" }]);
  assert.equal(renamed(design, "recipient.photo", "photo", KINDS).pages[1].elements[1].source, "field:photo");
  assert.equal(renamed(design, "nowhere", "else", KINDS).pages, design.pages);
});

test("a type of elements binds what the server says of it, in lists too", () => {
  const chart = { id: "chart", type: "chart", field: "score", bars: [{ label: "{score}" }, { label: "None" }] };
  const drawn = documentOf(pageOf(chart));
  assert.deepEqual(usesOf(drawn, KINDS).get("score").map(({ where }) => where), ["text", "value"]);
  const [made] = renamed(drawn, "score", "points", KINDS).pages[0].elements;
  assert.deepEqual(made, { ...chart, field: "points", bars: [{ label: "{points}" }, { label: "None" }] });
  assert.equal(made.bars[1], chart.bars[1]);
});

test("a function is no field, also where a field has its name", () => {
  const dated = { ...design, fields: [{ key: "round", label: "Round", type: "number" }, { key: "n", label: "N", type: "number", formula: "round(round) + round (round.x)" }] };
  assert.deepEqual([...usesOf({ ...dated, pages: [] }, {}).keys()], ["round", "round.x"]);
  assert.equal(renamed(dated, "round", "lap", KINDS).fields[1].formula, "round(lap) + round (round.x)");
});

test("another type takes away the formats that it does not know", () => {
  const made = putField(design, { ...SCORE, type: "text" }, "score", KINDS);
  assert.equal(made.pages[0].elements[0].text, "{score} of {course.title}, {{score}}");
  assert.deepEqual(made.fields[0], { ...SCORE, type: "text" });
});

test("a new field comes last; one that is deleted leaves its places to another", () => {
  const level = { key: "level", label: "Level", type: "text" };
  assert.deepEqual(putField(design, level, null, KINDS).fields, [...design.fields, level]);
  const made = removeField(putField(design, level, null, KINDS), "score", KINDS, level);
  assert.equal(made.pages[0].elements[0].text, "{level} of {course.title}, {{score}}");
  assert.equal(made.pages[1].elements[0].content, "{level}");
  assert.deepEqual(made.fields.map(({ key }) => key), ["result", "level"]);
  assert.equal(removeField(design, "result", KINDS).pages, design.pages);
});

test("a form makes a declaration with the rules of its type and without what is empty", () => {
  const written = { key: " level ", label: " Level ", type: "choice", sample: "", required: true, options: "Gold\n\n Silver \nGold", min: "3", pattern: "x", formula: "" };
  assert.deepEqual(declarationFrom(written, { synonyms: ["grade"], max_length: 4 }), {
    synonyms: ["grade"],
    key: "level",
    label: "Level",
    type: "choice",
    required: true,
    options: ["Gold", "Silver"],
  });
  assert.deepEqual(declarationFrom({ key: "n", label: "N", type: "number", min: "0", max: "100" }), { key: "n", label: "N", type: "number", min: 0, max: 100 });
  assert.deepEqual(declarationFrom({ key: "d", label: "D", type: "date", min: "2026-01-01" }), { key: "d", label: "D", type: "date", min: "2026-01-01" });
});

test("rules that a design brought along stay, as long as the field is of their type", () => {
  const mail = { key: "m", label: "Mail", type: "email", pattern: ".*@school.org", min_length: 9, max_length: 60 };
  const shown = { key: "m", label: "E-mail", type: "email", pattern: ".*@school.org", min_length: "9", max_length: "60" };
  assert.deepEqual(declarationFrom(shown, mail), { ...mail, label: "E-mail" });
  const hours = { key: "h", label: "Hours", type: "number", max_length: 3 };
  assert.deepEqual(declarationFrom({ ...hours, max_length: "", min: "1" }, hours), { ...hours, min: 1 });
  assert.deepEqual(declarationFrom({ key: "h", label: "Hours", type: "date" }, hours), { key: "h", label: "Hours", type: "date" });
});

for (const [what, field, expected] of [
  ["a field that is right", { key: "level", label: "Level", type: "number", sample: "3.5", min: 1, max: 5 }, {}],
  ["no name and no key", { key: "", label: "", type: "text" }, { label: "Give it a name.", key: "Give it a key, such as course.level." }],
  ["capitals in a key", { key: "Level", label: "L", type: "text" }, { key: "Use small letters, digits, “_” and “.”, as in course.level." }],
  ["a key of the system", { key: "verify.me", label: "L", type: "text" }, { key: "The system supplies what begins with certificate., issuer. or verify. Begin otherwise." }],
  ["a key that is taken", { key: "result", label: "L", type: "text" }, { key: "Another field has this key. Choose a different one." }],
  ["a name that is a number", { key: "recipient.name", label: "Name", type: "number" }, { type: "The recipient’s name is a text." }],
  ["a sample of another type", { key: "day", label: "Day", type: "date", sample: "2026-02-30" }, { sample: "Write a day such as 2026-11-21." }],
  ["a sample that is too long", { key: "n", label: "N", type: "text", sample: "four", max_length: 3 }, { sample: "Is longer than 3 characters." }],
  ["a sample of characters that strings count twice", { key: "n", label: "N", type: "text", sample: "🎓🎓🎓", max_length: 3 }, {}],
  ["a choice without options", { key: "n", label: "N", type: "choice" }, { options: "Write the options, one in a line." }],
  ["a sample beside the options", { key: "n", label: "N", type: "choice", options: ["a"], sample: "b" }, { sample: "Write one of the options." }],
  [
    "a formula that names nothing",
    { key: "n", label: "N", type: "text", formula: "upper(scor)" },
    { formula: "At character 7: 'scor' is no field of this design; did you mean score?" },
  ],
  ["a formula of another kind", { key: "n", label: "N", type: "date", formula: "score" }, { formula: "At character 1: must be a date, and is a number." }],
  ["limits the wrong way round", { key: "n", label: "N", type: "number", min: 5, max: 1 }, { max: "Is less than the least." }],
  ["a limit that is none", { key: "n", label: "N", type: "date", min: "soon" }, { min: "Write a day such as 2026-11-21." }],
  ["lengths the wrong way round", { key: "n", label: "N", type: "text", min_length: 5, max_length: 2 }, { max_length: "Is less than the shortest." }],
  ["a length that is none", { key: "n", label: "N", type: "text", min_length: 0.5 }, { min_length: "Write a whole number from 1 to 5000." }],
  ["a pattern that is none", { key: "n", label: "N", type: "text", pattern: "(" }, { pattern: "At character 1: '(' is never closed; add ')'." }],
]) {
  test(`${what}: what is wrong is said at its place`, () => assert.deepEqual(faultsOfField(field, design, null), expected));
}

test("what is computed has nothing that is for lists", () => {
  const written = { key: "n", label: "N", type: "number", sample: "3", required: true, min: "1", formula: " score * 2 " };
  assert.deepEqual(declarationFrom(written, { synonyms: ["x"] }), { key: "n", label: "N", type: "number", formula: "score * 2" });
});

test("a field may keep its own key, and not be computed from what is computed from it", () => {
  assert.deepEqual(faultsOfField(SCORE, design, "score"), {});
  const round = { key: "score", label: "Score", type: "number", formula: "length(result)" };
  assert.deepEqual(faultsOfField(round, design, "score"), { formula: "At character 8: goes in a circle: score → result → score; take one of them out." });
});

test("a field without a sample shows the least that its rules allow, or what it is called; pictures and computed ones have none", () => {
  const fields = [
    { key: "a", label: "Level", type: "text" },
    { key: "b", label: "B", type: "choice", options: ["Gold", "Silver"] },
    { key: "c", label: "C", type: "number", min: 5 },
    { key: "d", label: "D", type: "date" },
    { key: "e", label: "E", type: "text", sample: "Own" },
    { key: "f", label: "F", type: "image" },
    { key: "g", label: "G", type: "number", formula: "c + 1" },
  ];
  assert.deepEqual(samplesOf(fields), { a: "Level", b: "Gold", c: "5", d: "2026-11-21", e: "Own" });
});

test("a sample keeps the rules of its field, as values of lists do", () => {
  const fault = (field) => faultsOfField({ key: "course.code", label: "Code", type: "text", ...field }, { fields: [] }, null).sample;
  const cases = [
    [{ sample: "AB", min_length: 3 }, "Is shorter than 3 characters."],
    [{ sample: "ABCD", max_length: 3 }, "Is longer than 3 characters."],
    [{ sample: "AB-12", pattern: "[A-Z]{2}-[0-9]{4}" }, "Does not follow the pattern."],
    [{ sample: "AB-1234", pattern: "[A-Z]{2}-[0-9]{4}" }, undefined],
    [{ sample: "AB-12", pattern: "[A-Z" }, undefined], // the pattern itself is at fault
    [{ type: "number", sample: "9", min: 10 }, "Is less than 10."],
    [{ type: "number", sample: "101", max: 100 }, "Is more than 100."],
    [{ type: "number", sample: "100", min: 10, max: 100 }, undefined],
    [{ type: "date", sample: "2026-01-01", min: "2026-02-01" }, "Is before 2026-02-01."],
    [{ type: "date", sample: "2026-03-01", max: "2026-02-01" }, "Is after 2026-02-01."],
    [{ type: "choice", sample: "Pas", options: ["Pass"] }, "Write one of the options."],
  ];
  assert.deepEqual(cases.map(([field]) => fault(field)), cases.map(([, said]) => said));
});
