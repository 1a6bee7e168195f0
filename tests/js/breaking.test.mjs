// Line breaking without a browser: every character is one unit wide.
import assert from "node:assert/strict";
import test from "node:test";

import { breakParagraph, breakPlaces } from "../../static/js/layout/breaking.js";

const inLines = (text, width, splitWords = true) => {
  const { lines } = breakParagraph(text, (start, end) => end - start <= width, { splitWords });
  return lines.map(({ start, end }) => text.slice(start, end));
};

test("lines break at spaces, which stay at the end", () => {
  assert.deepEqual(inLines("one two three", 7), ["one two", "three"]);
  assert.deepEqual(inLines("one  two", 4), ["one", "two"]);
});

test("no line starts with closing punctuation", () => {
  for (const sign of ["!", "?", ",", ".", "»", "”", ")", "。", "、", "」", "ー", "؟"]) {
    for (const line of inLines(`国国国国${sign}国国国`, 4).slice(1)) assert.ok(!line.startsWith(sign), line);
    for (const line of inLines(`abcd ${sign} efg`, 4).slice(1)) assert.ok(!line.startsWith(sign), line);
  }
});

test("no line ends with an opening sign", () => {
  for (const sign of ["(", "«", "“", "「", "（"]) {
    for (const line of inLines(`国国国${sign}国国国国`, 4).slice(0, -1)) assert.ok(!line.endsWith(sign), line);
  }
});

test("a no-break space holds", () => {
  assert.deepEqual(inLines("100\u00a0km away", 6), ["100\u00a0km", "away"]);
  assert.deepEqual(breakPlaces("10\u00a0000 €"), [7, 8]);
});

test("hyphens end lines between letters, not before digits", () => {
  assert.deepEqual(inLines("Featherstone-haugh", 14), ["Featherstone-", "haugh"]);
  assert.deepEqual(breakPlaces("-5 to -7"), [3, 6, 8]);
});

test("Thai and Chinese break between words, Korean at spaces", () => {
  assert.deepEqual(inLines("สวัสดีชาวโลก", 8), ["สวัสดี", "ชาวโลก"]);
  assert.deepEqual(inLines("数据分析", 3), ["数据", "分析"]);
  assert.deepEqual(inLines("대한민국 만세", 6), ["대한민국", "만세"]);
});

test("a word that is too long breaks between graphemes", () => {
  assert.deepEqual(inLines("👩‍🚀👩‍🚀", 7), ["👩‍🚀", "👩‍🚀"]);
  assert.deepEqual(inLines("abcdefgh", 3), ["abc", "def", "gh"]);
  assert.deepEqual(inLines("e\u0301e\u0301e\u0301", 3), ["e\u0301", "e\u0301", "e\u0301"]);
});

test("words are whole where they may not be split", () => {
  const { lines, tooLong } = breakParagraph("ab abcdefgh", (start, end) => end - start <= 3, { splitWords: false });
  assert.equal(tooLong, true);
  assert.equal(lines.length, 2);
});

test("a zero-width space is a place to break", () => {
  assert.deepEqual(inLines("abc\u200bdef", 4), ["abc", "def"]);
});

test("every text ends, whatever the width", () => {
  for (const text of ["", " ", "a", "((((", "))))", "   x   ", "。。。。", "\u200b\u200b"]) {
    for (const width of [0, 1, 2, 100]) assert.ok(inLines(text, width).length >= 1, JSON.stringify([text, width]));
  }
});
