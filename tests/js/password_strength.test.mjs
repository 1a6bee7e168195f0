import assert from "node:assert/strict";
import test from "node:test";

import { judge } from "../../static/js/ui/password-strength.js";

const level = (password, own) => judge(password, own).level;

test("nothing typed is not judged", () => {
  assert.deepEqual(judge(""), { level: "", words: "" });
});

test("a short one is told how much is missing", () => {
  assert.equal(judge("seven").words, "Too short: 5 more characters.");
  assert.equal(judge("ninesigns").words, "Too short: 1 more character.");
});

test("repeats, rows of the keyboard and of the alphabet are weak however long", () => {
  for (const password of ["aaaaaaaaaaaaaaaa", "12345678901234567890", "qwertyuiopasdfghjkl", "abcdefghijklmnop", "0987654321", "qwertzuiop12345"]) {
    assert.equal(level(password), "weak", password);
  }
});

test("one word with digits is weak, two are fair, four are strong", () => {
  assert.equal(level("certificate1"), "weak");
  assert.equal(level("quiet-herons-lake"), "fair");
  assert.equal(level("seven-quiet-herons-dancing"), "strong");
});

test("what a machine made is strong", () => {
  assert.equal(level("x7#Qp2!vLm9z&K"), "strong");
});

test("ones own name and address count for nothing", () => {
  const own = ["Amina Okonkwo", "amina@example.org"];
  assert.deepEqual(judge("amina-okonkwo-7", own), { level: "weak", words: "Easily guessed: “amina” is what others know of you." });
  assert.equal(level("amina-seven-quiet-herons-dancing", own), "strong");
});
