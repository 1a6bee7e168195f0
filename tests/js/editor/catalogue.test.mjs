// The catalogue of the fonts when it cannot be fetched.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fetchCatalogue } from "../../../static/js/editor/desk/catalogue.js";

const CATALOGUE = { families: [] };
const ok = () => ({ ok: true, json: async () => CATALOGUE });
const broken = () => ({ ok: false });
const away = () => Promise.reject(new TypeError("Failed to fetch"));

function page() {
  const button = new EventTarget();
  return { button, online: new EventTarget(), notice: { hidden: true, querySelector: () => button } };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("it is given at once when it is there, and nothing is said", async () => {
  const { notice, online } = page();
  assert.equal(await fetchCatalogue("/c.json", notice, { fetch: ok, online }), CATALOGUE);
  assert.equal(notice.hidden, true);
});

test("the page says that it is not there, and tries again when it is asked to or is back online", async () => {
  const { notice, online, button } = page();
  const answers = [away, broken, ok];
  const asked = [];
  const found = fetchCatalogue("/c.json", notice, { fetch: (url) => (asked.push(url), answers.shift()()), online });
  await settled();
  assert.deepEqual([notice.hidden, asked.length], [false, 1]);
  button.dispatchEvent(new Event("click"));
  await settled();
  assert.deepEqual([notice.hidden, asked.length], [false, 2]);
  online.dispatchEvent(new Event("online"));
  assert.equal(await found, CATALOGUE);
  assert.deepEqual([notice.hidden, asked], [true, ["/c.json", "/c.json", "/c.json"]]);
});

test("a mistake of the program is not taken for a lost connection", async () => {
  const { notice, online } = page();
  await assert.rejects(fetchCatalogue("/c.json", notice, { fetch: () => Promise.reject(new RangeError("no")), online }), RangeError);
});
