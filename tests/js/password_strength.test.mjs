import assert from "node:assert/strict";
import test from "node:test";

import { judge, meterFrom } from "../../static/js/ui/password-strength.js";
import { sentence } from "../../static/js/ui/password-advice.js";

const vendor = new URL("../../static/vendor/zxcvbn-ts-4.2.0/", import.meta.url).href;
const meter = await meterFrom(`${vendor}zxcvbn.js`, `${vendor}words.js`);
const level = (password, own = []) => judge(password, own, meter).level;

test("nothing typed is not judged", () => {
  assert.deepEqual(judge("", [], meter), { level: "", words: "" });
});

test("a short one is told how much is missing, also while the meter is on its way", () => {
  assert.equal(judge("seven", [], null).words, "Too short: 5 more characters.");
  assert.equal(judge("ninesigns", [], meter).words, "Too short: 1 more character.");
});

test("without the meter nothing is said of a long one", () => {
  assert.deepEqual(judge("seven-quiet-herons", [], null), { level: "", words: "" });
});

test("repeats, rows of the keyboard, dates and what many people use are weak however long", () => {
  for (const password of ["aaaaaaaaaaaaaaaa", "12345678901234567890", "qwertyuiopasdfghjkl", "abcdefghijklmnop", "P@ssw0rd123", "iloveyou123", "17.04.1984", "elizabeth1"]) {
    assert.equal(level(password), "weak", password);
  }
});

test("words that do not belong together are strong, and so is what a machine made", () => {
  for (const password of ["seven-quiet-herons-dancing", "x7#Qp2!vLm9z&K", "correct horse battery staple"]) {
    assert.equal(level(password), "very-strong", password);
  }
});

test("ones own name and address, and words of this site, count for nothing", () => {
  const own = ["Amina Okonkwo", "amina@lumen.example"];
  assert.equal(level("aminaokonkwo", own), "weak");
  assert.match(judge("aminaokonkwo", own, meter).words, /It holds your name, your address or a word of this site/);
  assert.equal(level("Amina-Okonkwo-7", own), "weak");
  assert.equal(level("amina-seven-quiet-herons-dancing", own), "very-strong");
  assert.equal(level("iconikcerts1"), "weak");
});

test("a weak one is told why and what would help", () => {
  assert.equal(
    judge("qwertyuiop", [], meter).words,
    "Very easily guessed. It is among the hundred passwords that are used most. Add a word or two that do not belong with the rest.",
  );
});

test("every kind of finding has words", () => {
  const { warnings, suggestions } = meter.options.translations;
  const ofBreaches = "pwned"; // the server looks that up
  for (const warning of Object.keys(warnings).filter((key) => key !== ofBreaches)) {
    assert.match(sentence(1, { warning, suggestions: [] }), /^Easily guessed\. .+\.$/, warning);
  }
  for (const suggestion of Object.keys(suggestions).filter((key) => ![ofBreaches, "noNeed"].includes(key))) {
    assert.match(sentence(1, { warning: null, suggestions: [suggestion] }), /^Easily guessed\. .+\.$/, suggestion);
  }
});
