/** Saving by itself: what is kept when it cannot be sent, and when it is sent after all. The browser is stood in for. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Saver } from "../../../static/js/editor/save.js";
import { Store } from "../../../static/js/editor/store.js";

const FIRST = { pages: [{ width: 100, height: 100, elements: [] }], title: "First" };
const titled = (title) => ({ ...FIRST, title });
const answer = (status, facts) => ({ status, ok: status < 300, json: async () => facts });
const NO_LINE = () => Promise.reject(new TypeError("no line"));

let sent;
let server;

beforeEach(() => {
  sent = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.window = new EventTarget();
  globalThis.document = { cookie: "" };
  const kept = new Map();
  globalThis.localStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
  server = () => Promise.resolve(answer(200, { base: `base-${sent.length}` }));
  globalThis.fetch = (url, { headers, body }) => {
    sent.push({ ...JSON.parse(body), token: headers["X-CSRFToken"] });
    return server();
  };
});

function opened(document = FIRST, base = "base-0") {
  const store = new Store(document);
  const saver = new Saver({ id: "1", person: "ana", base, url: "/draft", token: "of the page", store });
  return { store, saver };
}

async function after(ms) {
  mock.timers.tick(ms);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test("changes are sent together, soon after the last", async () => {
  const { store, saver } = opened();
  store.keep("a", titled("a"));
  await after(500);
  store.keep("b", titled("b"));
  await after(799);
  assert.deepEqual([sent.length, saver.state], [0, "waiting"]);
  await after(1);

  assert.deepEqual(sent, [{ document: titled("b"), base: "base-0", token: "of the page" }]);
  assert.deepEqual([saver.state, saver.base, saver.isOpen], ["saved", "base-1", false]);
});

test("what could not be sent is kept, and goes by itself when the line is back", async () => {
  const { store, saver } = opened();
  server = NO_LINE;
  store.keep("a", titled("a"));
  await after(800);
  assert.deepEqual([saver.state, JSON.parse(localStorage.getItem(saver.key)).document], ["offline", titled("a")]);
  store.keep("b", titled("b"));
  await after(800);
  assert.deepEqual(JSON.parse(localStorage.getItem(saver.key)), { base: "base-0", began: FIRST, document: titled("b") });

  server = () => Promise.resolve(answer(200, { base: "base-9" }));
  window.dispatchEvent(new Event("online"));
  await after(0);
  assert.deepEqual([saver.state, saver.base, sent.at(-1).document, localStorage.getItem(saver.key)], ["saved", "base-9", titled("b"), null]);
});

for (const status of [500, 503, 429]) {
  test(`a server that answers ${status} is asked again after a while`, async () => {
    const { store, saver } = opened();
    server = () => Promise.resolve(answer(status, {}));
    store.keep("a", titled("a"));
    await after(800);
    assert.equal(saver.state, "offline");
    server = () => Promise.resolve(answer(200, { base: "base-2" }));
    await after(5000);
    assert.deepEqual([saver.state, sent.length], ["saved", 2]);
  });
}

test("whoever was logged out is told, and what was changed goes after the next log-in, with its token", async () => {
  const { store, saver } = opened();
  const error = { message: "You are no longer logged in.", mend: "Log in in another tab." };
  server = () => Promise.resolve(answer(401, { error }));
  store.keep("a", titled("a"));
  await after(800);
  assert.deepEqual([saver.state, saver.detail.error], ["away", error]);

  server = () => Promise.resolve(answer(200, { base: "base-2" }));
  document.cookie = "theme=dark; __Host-csrftoken=of-the-new-session; other=1";
  window.dispatchEvent(new Event("focus"));
  await after(0);
  assert.deepEqual([saver.state, sent.at(-1).token], ["saved", "of-the-new-session"]);
});

test("a page of an earlier session says so and keeps the work", async () => {
  const { store, saver } = opened();
  server = () => Promise.resolve(answer(403, { error: { code: "csrf", message: "This page is from an earlier session." } }));
  store.keep("a", titled("a"));
  await after(800);
  assert.deepEqual([saver.state, JSON.parse(localStorage.getItem(saver.key)).document], ["away", titled("a")]);
});

test("what an earlier visit could not send is sent with the base that it began from", async () => {
  const kept = { base: "base-0", began: FIRST, document: titled("offline") };
  localStorage.setItem("iconikcerts-design-ana-1", JSON.stringify(kept));
  const { store, saver } = opened(titled("theirs"), "base-5");
  const facts = { by: "Boris", byYou: false, at: "2027-01-02T03:04:05Z", base: "base-5", document: titled("theirs") };
  server = () => Promise.resolve(answer(409, { error: {}, ...facts }));
  saver.takeUp();
  await after(800);

  assert.deepEqual(sent, [{ document: titled("offline"), base: "base-0", token: "of the page" }]);
  assert.deepEqual([saver.state, saver.detail.by, saver.began], ["moved", "Boris", FIRST]);
  assert.deepEqual(store.story.map(({ name }) => name), ["Opened", "Restored from this browser"]);
});

test("of two who met nobody is written over before a choice, and each choice keeps both", async () => {
  const { store, saver } = opened();
  const theirs = { by: "Boris", byYou: false, at: null, base: "base-7", document: titled("theirs") };
  server = () => Promise.resolve(answer(409, theirs));
  store.keep("mine", titled("mine"));
  await after(800);
  store.keep("more", titled("more"));
  await after(5000);
  assert.deepEqual([saver.state, sent.length, await saver.save()], ["moved", 1, false]);

  assert.deepEqual(JSON.parse(localStorage.getItem(saver.key)).document, titled("more"));

  saver.take();
  assert.deepEqual([saver.state, store.document, saver.base, saver.isOpen], ["saved", titled("theirs"), "base-7", false]);
  store.undo();
  assert.deepEqual(store.document, titled("more"));
});

test("saving mine over theirs begins with what they saved", async () => {
  const { store, saver } = opened();
  server = () => Promise.resolve(answer(409, { by: "", byYou: true, at: null, base: "base-7", document: titled("theirs") }));
  store.keep("mine", titled("mine"));
  await after(800);
  server = () => Promise.resolve(answer(200, { base: "base-8" }));
  await saver.overwrite();

  assert.deepEqual(sent.at(-1), { document: titled("mine"), base: "base-7", token: "of the page" });
  assert.deepEqual([saver.state, saver.base], ["saved", "base-8"]);
});

test("a refusal keeps the work here and says what is wrong", async () => {
  const { store, saver } = opened();
  const faults = [{ path: "pages[0]", message: "is wrong" }];
  server = () => Promise.resolve(answer(422, { error: { message: "no" }, faults }));
  store.keep("bad", titled("bad"));
  await after(800);
  assert.deepEqual([saver.state, saver.detail, JSON.parse(localStorage.getItem(saver.key)).document], ["refused", faults, titled("bad")]);
});

test("a window that saves leaves what another one could not send", async () => {
  const [here, there] = [opened(), opened()];
  server = NO_LINE;
  there.store.keep("offline", titled("offline"));
  await after(800);
  server = () => Promise.resolve(answer(200, { base: "base-2" }));
  here.store.keep("mine", titled("mine"));
  here.saver.save();
  await after(0);

  assert.deepEqual([here.saver.state, JSON.parse(localStorage.getItem(there.saver.key)).document], ["saved", titled("offline")]);
});

test("many who ask for a save at once send one", async () => {
  const { store, saver } = opened();
  store.keep("a", titled("a"));
  const first = saver.save();
  store.keep("b", titled("b"));
  const others = [saver.save(), saver.save(), saver.save()];
  await after(0);

  assert.deepEqual([await first, ...(await Promise.all(others))], [false, true, true, true]);
  assert.deepEqual(sent.map(({ document, base }) => [document.title, base]), [["a", "base-0"], ["b", "base-1"]]);
});
