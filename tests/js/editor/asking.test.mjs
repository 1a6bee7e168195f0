/** What the editor asks the server for: pictures by name, codes, and room for files. The browser is stood in for. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { PictureBook } from "../../../static/js/editor/pictures/book.js";
import { Uploads } from "../../../static/js/editor/pictures/uploads.js";
import { QrBook } from "../../../static/js/editor/qr_book.js";

const answer = (status, facts) => ({ status, ok: status < 300, json: async () => facts });
const settled = () => new Promise((resolve) => setImmediate(resolve));

let asked;
let server;

beforeEach(() => {
  asked = [];
  globalThis.window = new EventTarget();
  globalThis.document = { cookie: "" };
  globalThis.fetch = async (url) => {
    asked.push(new URLSearchParams(url.slice(url.indexOf("?"))));
    return server(asked.at(-1));
  };
});

const image = (id) => ({ id, type: "image", source: `asset:${id}` });
const load = async (urls) => new Map(Object.entries(urls).map(([said, url]) => [said, { url }]));

test("many pictures are looked up in parts that an address has room for, each once", async () => {
  server = (query) => answer(200, { pictures: Object.fromEntries(query.getAll("name").map((name) => [name, { url: `/${name}` }])) });
  let arrivals = 0;
  const book = new PictureBook("/found", load, () => (arrivals += 1));
  const ids = Array.from({ length: 90 }, (_, at) => `picture-${at}`);
  const document = { pages: [{ elements: ids.map(image) }] };
  await book.ensure(document, {});
  await book.ensure(document, {});

  assert.deepEqual([asked.map((query) => query.getAll("name").length), arrivals], [[40, 40, 10], 3]);
  assert.deepEqual([...book.loaded.keys()], ids);
});

test("a code is asked for again after a log-in, but not when no code can hold so much", async () => {
  const book = new QrBook({}, "/matrix", () => {});
  for (const status of [401, 400, 200]) {
    server = () => answer(status, { rows: ["1"] });
    book.rows("long", "H");
    await settled();
  }
  assert.deepEqual([asked.length, book.arrived("long", "H")], [2, undefined]);

  server = () => answer(200, { rows: ["1"] });
  book.rows("short", "M");
  await settled();
  assert.deepEqual(book.arrived("short", "M"), ["1"]);
});

test("a file goes with the token of the session as it is now", () => {
  const headers = [];
  globalThis.XMLHttpRequest = class extends EventTarget {
    upload = new EventTarget();
    open() {}
    send() {}
    setRequestHeader(name, value) {
      headers.push([name, value]);
    }
  };
  const uploads = new Uploads({ url: "/new", token: "of the page" });
  document.cookie = "csrftoken=of-the-new-session";
  uploads.add([new File(["x"], "seal.png")]);
  assert.deepEqual(headers, [["X-CSRFToken", "of-the-new-session"]]);
});
