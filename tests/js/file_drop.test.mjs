import assert from "node:assert/strict";
import { test } from "node:test";

import { sizeInWords } from "../../static/js/ui/file-drop.js";

test("a size is said in the unit in which it has one to three figures", () => {
  assert.equal(sizeInWords(0), "0 bytes");
  assert.equal(sizeInWords(999), "999 bytes");
  assert.equal(sizeInWords(1000), "1.0 kB");
  assert.equal(sizeInWords(123_456), "123 kB");
  assert.equal(sizeInWords(9_940_000), "9.9 MB");
  assert.equal(sizeInWords(50_000_000), "50 MB");
});

test("sizes beyond the last unit stay in it", () => {
  assert.equal(sizeInWords(4_200_000_000_000), "4200 GB");
});
