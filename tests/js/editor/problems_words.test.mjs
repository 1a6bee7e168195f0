// Problems of what is written: fields, fit, letters, faces, size.
import assert from "node:assert/strict";
import test from "node:test";

import { elementAt } from "../../../static/js/editor/document/commands.js";
import { namesIn, SCRIPTS, valueSets } from "../../../static/js/editor/problems/longest.js";
import { briefly, designOf, mended, problemsIn, textOf } from "./problems.mjs";

const found = (elements, facts, more) => briefly(problemsIn(designOf(elements, more), facts));
const afterMend = (elements, code, facts, at) => mended(designOf(elements), code, facts, at);

test("a design with nothing wrong has no problems", () => {
  assert.deepEqual(found([textOf("a", "Certificate")]), []);
});

test("an unknown field names the one that was meant, and is replaced or declared", () => {
  const declared = { fields: [{ key: "course.title", label: "Course", type: "text", sample: "Sailing" }] };
  const design = designOf([textOf("a", "For {course.titel|upper}")], declared);
  const [{ level, what, why, mends }] = problemsIn(design);
  assert.deepEqual([level, what, why], ["error", "No field is called course.titel", "Until then the design cannot be published."]);
  assert.deepEqual(mends.map(({ label }) => label), ["Did you mean course.title?", "Add it as a field"]);
  assert.equal(elementAt(mended(design, "placeholder"), "a").element.text, "For {course.title|upper}");
  assert.deepEqual(mended(design, "placeholder", {}, 1).fields.at(-1), { key: "course.titel", label: "Titel", type: "text", sample: "Sample titel" });
});

test("a field of the registry that was meant comes into the design with its place in the text", () => {
  const design = mended(designOf([textOf("a", "For {course.titel}")]), "placeholder");
  assert.equal(elementAt(design, "a").element.text, "For {course.title}");
  assert.deepEqual(problemsIn(design), []);
});

test("a field of the registry that the design does not have yet is added as it is there", () => {
  const design = designOf([textOf("a", "{course.title}")]);
  assert.deepEqual(briefly(problemsIn(design)), ["error undeclared a"]);
  assert.deepEqual(mended(design, "undeclared").fields, [{ key: "course.title", label: "Course", type: "text", sample: "Sailing" }]);
});

test("a picture and a value that name no field get one of their type", () => {
  const photo = { id: "p", type: "image", source: "field:recipient.photo", alt: "Photo", x: 10, y: 10, width: 30, height: 40 };
  const stars = { id: "r", type: "rating", field: "skill.level", x: 60, y: 10, width: 40, height: 8 };
  const design = designOf([photo, stars]);
  assert.deepEqual(briefly(problemsIn(design)), ["error undeclared p", "error undeclared r"]);
  assert.deepEqual(mended(design, "undeclared").fields, [{ key: "recipient.photo", label: "Photo", type: "image" }]);
  assert.deepEqual(mended(designOf([stars]), "undeclared").fields, [{ key: "skill.level", label: "Level", type: "number" }]);
});

test("a key that no field may have is not offered as a field", () => {
  const labels = (text) => problemsIn(designOf([textOf("a", text)])).flatMap(({ mends }) => mends.map(({ label }) => label));
  assert.deepEqual(labels("{certificate.price_in_euros}"), []);
  assert.deepEqual(labels("{My Field}"), []);
});

test("a format that does not suit is left out, in codes and links too", () => {
  assert.equal(elementAt(afterMend([textOf("a", "{recipient.name|date:long}")], "placeholder"), "a").element.text, "{recipient.name}");
  const code = { id: "a", type: "qr", x: 100, y: 100, width: 30, height: 30, content: "{verify.url|upper}" };
  assert.equal(elementAt(afterMend([code], "placeholder"), "a").element.content, "{verify.url}");
  const link = textOf("a", "Open", { link: "{recipient.nam}" });
  assert.equal(elementAt(afterMend([link], "placeholder"), "a").element.link, "{recipient.name}");
});

test("a field without a sample gets one, and the elements that show it are named", () => {
  const design = designOf([textOf("a", "{course.title}"), textOf("b", "{course.title|upper}", { y: 60 })], { fields: [{ key: "course.title", label: "Course", type: "text" }] });
  assert.deepEqual(briefly(problemsIn(design)), ["warning no_sample a,b"]);
  assert.equal(mended(design, "no_sample").fields[0].sample, "Sailing");
});

test("a text that stands out of its box is an error, and fits after the mend", () => {
  const long = textOf("a", "Certificate of Swimming", { width: 30, height: 8, fit: "none" });
  assert.deepEqual(found([long]), ["error overflow a"]);
  const shrunk = elementAt(afterMend([long], "overflow"), "a").element;
  assert.deepEqual([shrunk.fit, shrunk.minSize], ["shrink", 6]);
  assert.deepEqual(found([shrunk]), []);
});

test("a name as long as names get is tried as well: a warning, for the sample fits", () => {
  const name = textOf("a", "{recipient.name}", { width: 60, height: 10, fit: "none" });
  const [problem] = problemsIn(designOf([name]));
  assert.deepEqual([problem.level, problem.code, problem.what], ["warning", "overflow", "A long text will not fit its box"]);
  assert.deepEqual(found([elementAt(afterMend([name], "overflow"), "a").element]), []);
});

test("a text that only fits too small to be read is a warning with a larger box as its mend", () => {
  const name = textOf("a", "{recipient.name}", { width: 60, height: 3, fit: "shrink", minSize: 2 });
  assert.deepEqual(found([name]), ["warning tiny a"]);
  const grown = elementAt(afterMend([name], "tiny"), "a").element;
  assert.ok(grown.height > 3);
  assert.deepEqual(found([grown]), []);
});

test("values to try are no longer than their field allows", () => {
  const fields = [{ key: "recipient.name", type: "text", max_length: 20 }, { key: "course.title", type: "text", max_length: 30 }, { key: "d", type: "date" }];
  const sets = valueSets(fields, { "recipient.name": "Ana", "course.title": "Sailing", d: "2026-11-21" }, { scripts: ["Grek"], language: "en" });
  assert.deepEqual(sets.map((values) => values["recipient.name"]), ["Ana", "Maximiliane-Alexandr", "María de los Ángeles", "Rasoanandrasana Andr", "Ευαγγελία Παπαδοπούλ"]);
  assert.deepEqual([...new Set(sets.map((values) => values["course.title"]))], ["Sailing", "Advanced Studies in Applied En"]);
  assert.deepEqual([...new Set(sets.map(({ d }) => d))], ["2026-11-21", "2026-09-28"]);
});

test("every script has a name in its own letters", () => {
  const strange = Object.keys(SCRIPTS).filter((script) => namesIn(script).length === 0);
  assert.deepEqual(strange, []);
});

test("letters that no font has are an error", () => {
  assert.deepEqual(found([textOf("a", "Winter ☃")]), ["error missing_glyph a"]);
});

test("signs that no shipped font has are mended by a font of the team that has them and all else of the text", () => {
  const ofTeam = (family, unicodeRange) => ({ family, category: "serif", fallback: "serif", faces: [{ weight: 400, style: "normal", files: [{ file: `/designs/fonts/${family}`, unicodeRange }] }] });
  const design = designOf([textOf("a", "Winter ☃")]);
  const own = [ofTeam("Signs only", "U+2603"), ofTeam("Acme", "U+20-7E,U+2603")];
  assert.deepEqual(problemsIn(design, { own }).map(({ what, mends }) => [what, mends.map(({ label }) => label)]), [["EB Garamond has no ☃", ["Use Acme"]]]);
  assert.equal(elementAt(mended(design, "missing_glyph", { own }), "a").element.font.family, "Acme");
  assert.deepEqual(problemsIn(designOf([textOf("a", "Winter 𒀀")])).map(({ what, mends }) => [what, mends]), [["No font has 𒀀", []]]);
});

test("each chosen script whose letters the font lacks is a warning, mended by a font that has them", () => {
  const name = textOf("a", "{recipient.name}", { y: 10, font: { family: "Great Vibes", weight: 400 }, size: 30, width: 250, fit: "shrink", minSize: 8 });
  const design = designOf([name]);
  assert.deepEqual(briefly(problemsIn(design, { scripts: ["Grek"] })), ["warning other_script a"]);
  const other = mended(design, "other_script", { scripts: ["Grek"] });
  assert.deepEqual(elementAt(other, "a").element.font, { family: "EB Garamond", weight: 400, style: "normal" });
  assert.deepEqual(briefly(problemsIn(other, { scripts: ["Grek"] })), []);
  assert.deepEqual(briefly(problemsIn(design, { scripts: ["Arab"] })), ["warning other_script a", "warning other_script name"]);
});

test("bold and italic that a font does not have are mended by the nearest face it has", () => {
  const bold = textOf("a", "Award", { font: { family: "Great Vibes", weight: 700 } });
  const slanted = textOf("b", "Award", { y: 70, font: { family: "Inter", weight: 700, style: "italic" } });
  assert.deepEqual(found([bold, slanted]), ["warning no_face a", "warning no_face b"]);
  assert.deepEqual(elementAt(afterMend([bold], "no_face"), "a").element.font, { family: "Great Vibes", weight: 400, style: "normal" });
  assert.deepEqual(elementAt(afterMend([slanted], "no_face"), "b").element.font, { family: "Inter", weight: 700, style: "normal" });
  const code = (weight) => found([textOf("a", "7KQM", { font: { family: "JetBrains Mono", weight } })]);
  assert.deepEqual([300, 500, 600].map(code), [[], [], ["warning no_face a"]]);
  assert.deepEqual(found([textOf("a", "Award", { font: { family: "No Such" } })]), ["error no_font a"]);
});

test("tiny type and empty texts", () => {
  assert.deepEqual(found([textOf("a", "Small", { size: 4 }), textOf("b", " \n", { y: 70 })]), ["warning tiny_type a", "warning empty_text b"]);
  assert.equal(elementAt(afterMend([textOf("a", "Small", { size: 4 })], "tiny_type"), "a").element.size, 6);
  assert.equal(elementAt(afterMend([textOf("b", " ")], "empty_text"), "b"), null);
});

test("what is hidden is not looked at, but for what cannot be published", () => {
  const hidden = { hidden: true };
  assert.deepEqual(found([textOf("a", "Small", { size: 4, ...hidden }), textOf("b", "{nobody}", { y: 70, ...hidden })]), ["error placeholder b"]);
});

test("a certificate without a name or without a way to verify it gets them", () => {
  const bare = { ...designOf([]), pages: [{ width: 297, height: 210, elements: [textOf("a", "Certificate")] }] };
  assert.deepEqual(briefly(problemsIn(bare)), ["warning no_name", "warning no_proof"]);
  const named = mended(bare, "no_name");
  const whole = mended(named, "no_proof");
  assert.deepEqual(briefly(problemsIn(whole)), []);
});

const graded = {
  fields: [
    { key: "course.score", label: "Score", type: "number", sample: "92" },
    { key: "course.grade", label: "Grade", type: "text", formula: 'if(course.score >= 90, "with distinction", "passed")' },
  ],
};

test("a condition that cannot be read is an error, mended by the name that was meant or by none", () => {
  const design = designOf([textOf("a", "Well done", { when: "course.scor >= 90" })], graded);
  const [{ level, code, mends }] = problemsIn(design);
  assert.deepEqual([level, code, mends.map(({ label }) => label)], ["error", "condition", ["Write course.score >= 90", "Show it always"]]);
  assert.equal(elementAt(mended(design, "condition"), "a").element.when, "course.score >= 90");
  assert.equal("when" in elementAt(mended(design, "condition", {}, 1), "a").element, false);
  assert.deepEqual(briefly(problemsIn(designOf([textOf("a", "Well done", { when: "course.score >= 90" })], graded))), []);
});

test("a formula that cannot be read, goes in a circle or fails with the samples names the texts that show it", () => {
  const withFormula = (formula, more) => designOf([textOf("a", "{course.grade}")], { fields: [graded.fields[0], { ...graded.fields[1], formula }], ...more });
  assert.deepEqual(briefly(problemsIn(withFormula(graded.fields[1].formula))), []);
  assert.deepEqual(briefly(problemsIn(withFormula("if(course.scor > 1, 1, 2)"))), ["error formula a"]);
  assert.deepEqual(briefly(problemsIn(withFormula('course.grade & "!"'))), ["error formula a"]);
  assert.deepEqual(briefly(problemsIn(withFormula("course.score / 0"))), ["warning formula_value a"]);
  const better = mended(withFormula("if(course.scor > 1, 1, 2)"), "formula");
  assert.equal(better.fields[1].formula, "if(course.score > 1, 1, 2)");
  assert.deepEqual(mended(withFormula("course.scor"), "formula", {}, 1).fields[1], { key: "course.grade", label: "Grade", type: "text" });
});

test("computed fields are tried with what follows from the values that are tried", () => {
  const more = { fields: [{ key: "greeting", label: "Greeting", type: "text", formula: '"To " & recipient.name' }] };
  const design = designOf([textOf("a", "{greeting}", { width: 60, height: 8, fit: "none" })], more);
  assert.deepEqual(briefly(problemsIn(design)), ["warning overflow a"]);
});

test("a name or an address in a computed field or a link counts as shown", () => {
  const fields = [{ key: "line", label: "Line", type: "text", formula: '"To " & recipient.name' }];
  const pages = [{ width: 297, height: 210, elements: [textOf("a", "{line}", { width: 250, link: "{verify.url}" })] }];
  assert.deepEqual(briefly(problemsIn(designOf([], { fields, pages }))), []);
});

test("the longest option of a choice and the greatest number are tried", () => {
  const fields = [{ key: "c", type: "choice", options: ["A", "With distinction"] }, { key: "n", type: "number", max: 1000 }];
  const sets = valueSets(fields, { c: "A", n: "5" }, { scripts: [], language: "en" });
  assert.deepEqual(sets, [{ c: "A", n: "5" }, { c: "With distinction", n: "1000" }]);
});

test("a type of element tells its own problems", () => {
  assert.deepEqual(found([textOf("a", "Rated", { told: ["6 of 5: all are full."] })]), ["warning type a"]);
});
