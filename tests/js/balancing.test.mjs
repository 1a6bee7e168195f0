// Balanced lines without a browser: every character is one unit wide.
import assert from "node:assert/strict";
import test from "node:test";

import { fitText } from "../../static/js/layout/fitting.js";

const paragraphsOf = (text) => {
  let start = 0;
  return text.split("\n").map((part) => {
    const paragraph = { start, end: start + part.length, direction: "ltr" };
    start += part.length + 1;
    return paragraph;
  });
};

const box = { width: 20, height: 100, fit: "wrap", size: 10, minSize: 10, lineHeight: 1, maxLines: 0, balanced: true };

const fit = (text, changes = {}, inkFits = () => true) => {
  const model = { text, paragraphs: paragraphsOf(text) };
  const { lines, faults } = fitText(model, { ...box, ...changes }, (start, end) => end - start, 1, inkFits);
  assert.deepEqual(faults, []);
  return lines.map(({ start, end }) => text.slice(start, end));
};

test("a short word does not stand alone under a full line", () => {
  assert.deepEqual(fit("aaaa bbbb cccc dddd ee", { balanced: false }), ["aaaa bbbb cccc dddd", "ee"]);
  assert.deepEqual(fit("aaaa bbbb cccc dddd ee"), ["aaaa bbbb", "cccc dddd ee"]);
});

test("each paragraph is balanced on its own, and empty ones stay", () => {
  assert.deepEqual(fit("aaaa bbbb cccc dddd ee\n\nf"), ["aaaa bbbb", "cccc dddd ee", "", "f"]);
});

test("a shrunk text keeps its size and its number of lines", () => {
  const shrunk = { fit: "shrink", minSize: 5, maxLines: 2 };
  assert.deepEqual(fit("aaaa bbbb cccc dddd ee", { ...shrunk, balanced: false }), ["aaaa bbbb cccc dddd", "ee"]);
  assert.deepEqual(fit("aaaa bbbb cccc dddd ee", shrunk), ["aaaa bbbb", "cccc dddd ee"]);
});

test("lines whose marks would leave the box stay as they were", () => {
  const full = (lines) => lines[0].end === 19;
  assert.deepEqual(fit("aaaa bbbb cccc dddd ee", { fit: "shrink" }, full), ["aaaa bbbb cccc dddd", "ee"]);
});

test("a text of more than six lines, and a word that is split, stay as they were", () => {
  const long = "aaaaaaaaa bbbbbbbbb c ".repeat(7).trim();
  assert.deepEqual(fit(long, { height: 999 }), fit(long, { height: 999, balanced: false }));
  assert.deepEqual(fit(`${"a".repeat(30)} b c`), ["a".repeat(20), `${"a".repeat(10)} b c`]);
});
