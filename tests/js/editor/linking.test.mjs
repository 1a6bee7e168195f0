// Links of elements, and which fields are offered in them, in codes and in texts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { fieldsOf } from "../../../static/js/editor/fields/book.js";
import { isBegun, linkFaults } from "../../../static/js/editor/fields/linking.js";
import { fieldOffers } from "../../../static/js/editor/fields/offering.js";
import { documentOf, pageOf } from "./documents.mjs";

const FIELDS = fieldsOf(documentOf(pageOf()), [
  { key: "recipient.name", label: "Recipient name", type: "text", sample: "Amina Okonkwo", isSystem: false },
  { key: "recipient.email", label: "Recipient email", type: "email", sample: "amina@example.org", isSystem: false },
  { key: "course.page", label: "Page of the course", type: "url", sample: "https://example.org/course", isSystem: false },
  { key: "certificate.code", label: "Verification code", type: "text", sample: "7KQM", isSystem: true },
  { key: "issuer.name", label: "Issuer", type: "text", sample: "Riverside Academy", isSystem: true },
  { key: "verify.url", label: "Verify address", type: "url", sample: "https://example.org/v/7", isSystem: true },
  { key: "verify.qr", label: "Verify address for QR codes", type: "url", sample: "HTTPS://EXAMPLE.ORG/V/7", isSystem: true },
]);
const BEGINS = "A link begins with https://, http:// or mailto:, or with a field that is an address.";
const SIGNS = "A link holds no spaces, quotes, backslashes or angle brackets.";

for (const { link, isRight } of JSON.parse(readFileSync(new URL("../../data/links.json", import.meta.url)))) {
  test(`the editor and the server agree about the link ${link}`, () => {
    assert.equal(linkFaults(link, FIELDS).length === 0, isRight);
  });
}

for (const [link, told] of [
  ["example.org/course?a=1", [[0, 22, BEGINS, "https://example.org/course?a=1"]]],
  ["office@example.org", [[0, 18, BEGINS, "mailto:office@example.org"]]],
  ["javascript:alert(1)", [[0, 19, BEGINS, undefined]]],
  ["example.org/{certificate.code}", [[0, 12, BEGINS, "https://example.org/"]]],
  ["https://", [[0, 8, "An address stands after https://.", undefined]]],
  [" https://example.org", [[0, 1, SIGNS, ""]]],
  ["https://example.org/a b", [[21, 22, SIGNS, "%20"]]],
  ["{recipient.name}", [[0, 16, "A link begins with an address, and Recipient name is none.", undefined]]],
  ["{recipient.email}", [[0, 17, "A link begins with an address, and Recipient email is none.", "mailto:{recipient.email}"]]],
  ["{verify.ulr}", [[0, 12, "No field is called verify.ulr.", "{verify.url}"]]],
  ["https://example.org/{", [[20, 21, "“{” is never closed. Write “{{” for a brace.", undefined]]],
]) {
  test(`what is wrong with the link ${link} is marked at its place, once, with what mends it`, () => {
    assert.deepEqual(linkFaults(link, FIELDS).map(({ start, end, message, mend }) => [start, end, message, mend?.text]), told);
  });
}

test("the first letters of an address are not wrong yet", () => {
  assert.deepEqual(["", "h", "https:/", "HTTP://", "mail", "www", "{"].map(isBegun), [true, true, true, true, true, false, false]);
});

const keys = (offers) => offers.map(({ key }) => key);

test("the address in capitals is offered for codes, first of all, and nowhere else", () => {
  const typed = { start: 5, query: "verif" };
  assert.deepEqual(keys(fieldOffers(typed, FIELDS, "code")).slice(0, 3), ["verify.qr", "certificate.code", "verify.url"]);
  assert.deepEqual(keys(fieldOffers(typed, FIELDS)), ["certificate.code", "verify.url", "verif"]);
  assert.deepEqual(keys(fieldOffers(typed, FIELDS, "link")), ["certificate.code", "verify.url", "verif"]);
});

test("a link begins with a field that is an address; further on it takes any", () => {
  assert.deepEqual(keys(fieldOffers({ start: 0, query: "" }, FIELDS, "link")), ["verify.url", "course.page"]);
  assert.equal(keys(fieldOffers({ start: 8, query: "" }, FIELDS, "link")).length, FIELDS.length - 1);
  const { label, field } = fieldOffers({ start: 0, query: "badge" }, FIELDS, "link").at(-1);
  assert.deepEqual([label, field.key, field.type], ["Add the field “Badge”", "badge", "url"]);
});
