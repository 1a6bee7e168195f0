// Fields in texts: what is wrong with a placeholder, what completes it, and what a field would look like.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { declare, declareNamed, fieldsOf, keyFrom } from "../../../static/js/editor/fields/book.js";
import { faultsOf } from "../../../static/js/editor/fields/checking.js";
import { formatsOf, matching, typedAt } from "../../../static/js/editor/fields/completing.js";
import { parse } from "../../../static/js/editor/fields/grammar.js";
import { distance } from "../../../static/js/editor/fields/nearness.js";
import { documentOf, pageOf } from "./documents.mjs";

const REGISTRY = [
  { key: "recipient.name", label: "Recipient name", type: "text", sample: "Amina Okonkwo", isSystem: false },
  { key: "course.title", label: "Course", type: "text", sample: "Applied Data Analysis", isSystem: false },
  { key: "course.score", label: "Score", type: "number", sample: "92.456", isSystem: false },
  { key: "certificate.issued_on", label: "Date of issue", type: "date", sample: "2026-11-20", isSystem: true },
  { key: "verify.url", label: "Verify address", type: "url", sample: "https://example.org/v/7", isSystem: true },
];
const PLAIN = documentOf(pageOf());
const FIELDS = fieldsOf(PLAIN, REGISTRY);
const keys = (fields) => fields.map(({ key }) => key);

test("a design has the recipient's name and what the system supplies; the rest is declared once, when it is used", () => {
  assert.deepEqual(keys(FIELDS.filter(({ isDeclared }) => isDeclared)), ["recipient.name", "certificate.issued_on", "verify.url"]);
  const [title] = FIELDS.filter(({ key }) => key === "course.title");
  const declared = declare(PLAIN, title);
  assert.deepEqual(declared.fields, [{ key: "course.title", label: "Course", type: "text", sample: "Applied Data Analysis" }]);
  assert.equal(declare(declared, title), declared);
  assert.equal(declare(PLAIN, FIELDS.at(-1)), PLAIN);
  assert.deepEqual(declareNamed(PLAIN, "{course.title} {verify.url} {nope} {course.title}", REGISTRY), declared);
  assert.equal(declareNamed(PLAIN, "{recipient.name} and {{course.title}}", REGISTRY), PLAIN);
});

test("placeholders are found where they are, braces that are doubled are none", () => {
  assert.deepEqual(parse("To {recipient.name}, {{x}}, {course.score|number:1}"), {
    placeholders: [
      { key: "recipient.name", format: "", argument: "", start: 3, end: 19 },
      { key: "course.score", format: "number", argument: "1", start: 28, end: 51 },
    ],
    faults: [],
  });
});

for (const [text, start, end, message, mend] of [
  ["To {recipient.nmae}", 3, 19, "No field is called recipient.nmae.", "{recipient.name}"],
  ["{name}", 0, 6, "No field is called name.", "{recipient.name}"],
  ["{Course}", 0, 8, "“Course” is no key of a field. Keys have small letters, digits, “_” and “.”, as course.title.", "{course.title}"],
  ["{certificate.issued|date:long}", 0, 30, "No field is called certificate.issued.", "{certificate.issued_on|date:long}"],
  ["{sponsor}", 0, 9, "No field is called sponsor.", undefined],
  ["{course.title", 0, 1, "“{” is never closed. Write “{{” for a brace.", undefined],
  ["a } b", 2, 3, "“}” closes nothing. Write “}}” for a brace.", undefined],
  ["{}", 0, 2, "Name a field between the braces.", undefined],
  ["{course.title|date:long}", 0, 24, "Course cannot be shown as date. Use upper or lower.", "{course.title}"],
  ["{verify.url|upper}", 0, 18, "Verify address cannot be shown as upper. It stands as it is.", "{verify.url}"],
  ["{course.title|uper}", 0, 19, "“uper” is no format. Use date, number, percent, upper or lower.", "{course.title}"],
  ["{course.title|upper:1}", 0, 22, "The format upper stands alone: {course.title|upper}.", "{course.title}"],
  ["{certificate.issued_on|date}", 0, 28, "After date: stands full, long, medium, short or iso.", "{certificate.issued_on}"],
]) {
  test(`${text} is marked, with what to do`, () => {
    assert.deepEqual(
      faultsOf(text, FIELDS).map((fault) => [fault.start, fault.end, fault.message, fault.mend?.text]),
      [[start, end, message, mend]],
    );
  });
}

test("a text without a fault has none, and faults come in the order of the text", () => {
  assert.deepEqual(faultsOf("{recipient.name} {{}} {course.score|percent:1}", FIELDS), []);
  assert.deepEqual(faultsOf("{nope.such} } {", FIELDS).map(({ start }) => start), [0, 12, 14]);
});

test("a letter that is wrong, missing, too many or swapped is one step away", () => {
  assert.deepEqual(["nome", "nam", "naame", "nmae", "name"].map((word) => distance(word, "name")), [1, 1, 1, 1, 0]);
});

test("what is typed after a brace is a key, after the bar a format, and reaches to the end of the placeholder", () => {
  assert.deepEqual(typedAt("To {cou", 7), { start: 3, end: 7, key: "cou", query: "cou", stage: "field" });
  assert.deepEqual(typedAt("To {cou and", 7), { start: 3, end: 7, key: "cou", query: "cou", stage: "field" });
  assert.deepEqual(typedAt("{course.title} on", 4), { start: 0, end: 14, key: "cou", query: "cou", stage: "field" });
  assert.deepEqual(typedAt("{a|da}", 5), { start: 0, end: 6, key: "a", query: "da", stage: "format" });
  assert.equal(typedAt("{date of", 8).query, "date of");
});

test("nothing is completed outside of a placeholder or after a doubled brace", () => {
  for (const [text, caret] of [["plain", 3], ["{a} b", 5], ["{{a", 3], ["{ a", 3], ["{a\nb", 4], ["", 0], ["{a", 0]]) {
    assert.equal(typedAt(text, caret), null, `${text} at ${caret}`);
  }
  assert.equal(typedAt("{{{a", 4).query, "a");
});

test("fields are found by key and by label, what begins so first and the design's own before others", () => {
  assert.deepEqual(keys(matching("", FIELDS)).slice(0, 3), ["recipient.name", "certificate.issued_on", "verify.url"]);
  assert.deepEqual(keys(matching("c", FIELDS)).slice(0, 3), ["certificate.issued_on", "course.title", "course.score"]);
  assert.deepEqual(keys(matching("Date of", FIELDS)), ["certificate.issued_on"]);
  assert.deepEqual(keys(matching("name", FIELDS)), ["recipient.name"]);
  assert.deepEqual(keys(matching("zzz", FIELDS)), []);
});

test("formats show what they make of the sample in the language of the text", () => {
  const date = FIELDS.find(({ key }) => key === "certificate.issued_on");
  const [long] = formatsOf(date, "en-GB");
  assert.deepEqual(long, { text: "{certificate.issued_on|date:long}", format: "date:long", example: "20 November 2026" });
  assert.deepEqual(formatsOf(date, "de", "date:l").map(({ example }) => example), ["20. November 2026"]);
  const score = FIELDS.find(({ key }) => key === "course.score");
  assert.deepEqual(formatsOf(score, "de").map(({ format, example }) => `${format} ${example}`).slice(0, 3), ["number:0 92", "number:1 92,5", "number:2 92,46"]);
  assert.deepEqual(formatsOf(FIELDS.at(-1), "en"), []);
});

test("a new field gets a key made of its label, one that no field has", () => {
  assert.deepEqual(["Sponsor", "Número de módulo", "2nd prize", "course.level", "الراعي"].map((label) => keyFrom(label, [])), [
    "sponsor",
    "numero_de_modulo",
    "field_2nd_prize",
    "course.level",
    "field",
  ]);
  assert.equal(keyFrom("Sponsor", ["sponsor", "sponsor_2"]), "sponsor_3");
  assert.equal(keyFrom("Certificate.number", []), "certificate_number");
});

for (const { text, placeholders, faults } of JSON.parse(readFileSync(new URL("../../data/placeholders.json", import.meta.url)))) {
  test(`${JSON.stringify(text)} is taken apart as the server does it`, () => {
    const parsed = parse(text);
    const found = parsed.placeholders.map(({ key, format, argument, start, end }) => [key, format, argument, start, end]);
    assert.deepEqual([found, parsed.faults.length], [placeholders, faults]);
  });
}
