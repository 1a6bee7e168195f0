import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { send, unsentIn } from "../../static/js/ui/unsent.js";

const kept = (title, base = "b1") => JSON.stringify({ base, began: {}, document: { title } });

/** As a browser's: values are properties, and methods are none of their own. */
function storageOf(values) {
  const methods = {
    getItem(key) { return this[key] ?? null; },
    removeItem(key) { delete this[key]; },
  };
  return Object.assign(Object.create(methods), values);
}

function answering(status, body = () => ({ base: "b2" })) {
  const asked = [];
  globalThis.fetch = async (url, options) => {
    asked.push([url, options.method, options.headers["X-CSRFToken"], JSON.parse(options.body)]);
    if (!status) throw new TypeError("no connection");
    return { ok: status < 400, status, json: async () => body() };
  };
  return asked;
}

afterEach(() => delete globalThis.fetch);

test("only one's own designs are found, by their titles; what cannot be read is passed over", () => {
  const storage = storageOf({ "iconikcerts-design-ana-2": kept("Zebra"), "iconikcerts-design-ana-1": kept("Ant"), "iconikcerts-design-ana-3": "{", "iconikcerts-design-bo-4": kept("Bear"), theme: '"dark"' });
  assert.deepEqual(unsentIn(storage, "ana").map(({ id, title }) => [id, title]), [["1", "Ant"], ["2", "Zebra"]]);
});

test("what arrives is forgotten here", async () => {
  const storage = storageOf({ "iconikcerts-design-ana-1": kept("Ant") });
  const asked = answering(200);
  assert.equal(await send(unsentIn(storage, "ana")[0], { url: "/d/1", token: "t", storage }), "sent");
  assert.deepEqual(asked, [["/d/1", "PUT", "t", { document: { title: "Ant" }, base: "b1" }]]);
  assert.deepEqual(unsentIn(storage, "ana"), []);
});

for (const [status, outcome] of [[0, "offline"], [503, "offline"], [429, "offline"], [409, "moved"], [422, "refused"], [404, "refused"], [401, "refused"]]) {
  test(`an answer of ${status} leaves it where it is: ${outcome}`, async () => {
    const storage = storageOf({ "iconikcerts-design-ana-1": kept("Ant") });
    answering(status);
    assert.equal(await send(unsentIn(storage, "ana")[0], { url: "/d/1", token: "t", storage }), outcome);
    assert.equal(unsentIn(storage, "ana").length, 1);
  });
}

test("a page instead of an answer took nothing", async () => {
  const storage = storageOf({ "iconikcerts-design-ana-1": kept("Ant") });
  answering(200, () => JSON.parse("<!doctype html>"));
  assert.equal(await send(unsentIn(storage, "ana")[0], { url: "/d/1", token: "t", storage }), "refused");
  assert.equal(unsentIn(storage, "ana").length, 1);
});

test("what an editor keeps meanwhile stays", async () => {
  const storage = storageOf({ "iconikcerts-design-ana-1": kept("Ant") });
  const [found] = unsentIn(storage, "ana");
  storage["iconikcerts-design-ana-1"] = kept("Anteater");
  answering(200);
  assert.equal(await send(found, { url: "/d/1", token: "t", storage }), "sent");
  assert.equal(unsentIn(storage, "ana")[0].title, "Anteater");
});
