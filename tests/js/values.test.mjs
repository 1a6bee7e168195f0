// Values, placeholders and formats without a browser.
import assert from "node:assert/strict";
import test from "node:test";

import { formatValue } from "../../static/js/layout/formats.js";
import { parsePlaceholders, resolvePlain, resolveText } from "../../static/js/layout/placeholders.js";
import { firstStrong, scriptsOf } from "../../static/js/layout/scripts.js";
import { languageOf } from "../../static/js/layout/text_layout.js";
import { piecesOf, runOf, textModel } from "../../static/js/layout/text_model.js";
import { cleanValue, safeLink } from "../../static/js/layout/values.js";

const PLAIN = { direction: "auto", fallbackDirection: "ltr" };

test("bidirectional controls and control characters are taken out, joiners stay", () => {
  assert.equal(cleanValue("A\u202Ebc\u2066d\u2069\u0000\u0007\uFEFF"), "Abcd");
  assert.equal(cleanValue("می\u200cخواهم"), "می\u200cخواهم");
  assert.equal(cleanValue("क्\u200dष"), "क्\u200dष");
  assert.equal(cleanValue("one\r\ntwo\u2028three\tfour"), "one\ntwo\nthree four");
  assert.equal(cleanValue("\ud800x"), "\ufffdx");
  assert.equal(cleanValue(undefined), "");
});

test("placeholders, formats, braces", () => {
  assert.deepEqual(parsePlaceholders("a {{b}} {c.d|date:long}{e}"), [
    "a ", "{", "b", "}", " ", { key: "c.d", format: "date", argument: "long" }, { key: "e", format: "", argument: "" },
  ]);
  assert.equal(resolvePlain("{a|upper} {b}", { a: "zoë", b: "{a}" }, "en"), "ZOË {a}");
  assert.equal(resolvePlain("{constructor}{__proto__}", {}, "en"), "{__proto__}");
});

test("a text knows whether all its placeholders are empty", () => {
  assert.deepEqual(resolveText("{a}{b}", { a: " " }, "en"), { parts: [], bound: true, empty: true });
  assert.equal(resolveText("{a}{b}", { b: "x" }, "en").empty, false);
  assert.equal(resolveText("plain", {}, "en").bound, false);
});

test("dates and numbers by language; what is none comes back unchanged", () => {
  assert.equal(formatValue("2026-11-21", "date", "long", "de"), "21. November 2026");
  assert.equal(formatValue("2026-11-21", "date", "iso", "de"), "2026-11-21");
  assert.equal(formatValue("2026-02-31", "date", "long", "en"), "2026-02-31");
  assert.equal(formatValue("soon", "date", "long", "en"), "soon");
  assert.equal(formatValue("12345678901234567.891", "number", "2", "en"), "12,345,678,901,234,567.89");
  assert.equal(formatValue("n/a", "number", "2", "en"), "n/a");
  assert.equal(formatValue("0.855", "percent", "1", "en"), "85.5%");
  assert.equal(formatValue("i", "upper", "", "tr"), "İ");
  assert.equal(formatValue("2026-11-21", "date", "long", "not a language"), "November 21, 2026");
});

test("an element's own language wins, then that of the certificate for what is bound, then the document's", () => {
  const context = { values: { "certificate.language": "fr" }, language: "de" };
  assert.equal(languageOf({ language: "ar" }, context, true), "ar");
  assert.equal(languageOf({}, context, true), "fr");
  assert.equal(languageOf({}, context, false), "de");
  assert.equal(languageOf({}, { values: {}, language: "de" }, true), "de");
});

test("a percentage is made of a share", () => {
  assert.equal(formatValue("0.85", "percent", "0", "en"), "85%");
  assert.equal(formatValue("85", "percent", "0", "en"), "8,500%");
});

test("only addresses that may be opened are links", () => {
  assert.equal(safeLink(" https://certs.example/v/ä "), "https://certs.example/v/%C3%A4");
  assert.equal(safeLink("mailto:a@b.example"), "mailto:a@b.example");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "file:///x", "//x", "x", ""]) assert.equal(safeLink(bad), "");
});

test("direction is that of the first strong character", () => {
  assert.equal(firstStrong("12 محمد abc"), "rtl");
  assert.equal(firstStrong("12 abc محمد"), "ltr");
  assert.equal(firstStrong("12, 13", "rtl"), "rtl");
});

test("Han is read by its neighbours and the language", () => {
  assert.equal(scriptsOf("山田さん")[0], "Jpan");
  assert.equal(scriptsOf("王小明", "zh-TW")[0], "Hant");
  assert.equal(scriptsOf("王小明", "en")[0], "Hans");
});

test("a value in a text of the other direction is isolated, on every line that it reaches", () => {
  const parts = [{ text: "To ", bound: false }, { text: "محمد علي", bound: true }, { text: ", 12", bound: false }];
  const model = textModel(parts, { direction: "auto", fallbackDirection: "ltr", transform: "none", language: "en" });
  assert.equal(runOf(piecesOf(model, 0, model.text.length)), "To \u2067محمد علي\u2069, 12");
  assert.equal(runOf(piecesOf(model, 0, 7)), "To \u2067محمد\u2069");
  assert.equal(runOf(piecesOf(model, 8, model.text.length)), "\u2067علي\u2069, 12");
});

test("a value alone, or among its own direction, needs no isolation", () => {
  const options = { direction: "auto", fallbackDirection: "ltr", transform: "none", language: "en" };
  const alone = textModel([{ text: "محمد", bound: true }], options);
  assert.deepEqual(piecesOf(alone, 0, 4), [{ text: "محمد", isolate: "" }]);
  const latin = textModel([{ text: "To ", bound: false }, { text: "Zoë", bound: true }], options);
  assert.equal(runOf(piecesOf(latin, 0, 6)), "To Zoë");
});

test("words get capitals by the rules of their language", () => {
  const written = (text, language) => textModel([{ text, bound: false }], { ...PLAIN, transform: "capitalize", language }).text;
  assert.equal(written("jean-luc o'neil, 2nd iPhone", "en"), "Jean-Luc O'neil, 2nd IPhone");
  assert.equal(written("istanbul ılgaz", "tr"), "İstanbul Ilgaz");
  assert.equal(written("ijsland en ijs", "nl"), "IJsland En IJs");
  assert.equal(written("𐐨𐐩 ĳ", "en"), "𐐀𐐩 Ĳ");
});

test("a value in the middle of a word begins none", () => {
  const parts = [{ text: "pre", bound: false }, { text: "fix two", bound: true }];
  assert.equal(textModel(parts, { ...PLAIN, transform: "capitalize", language: "en" }).text, "Prefix Two");
});
