// Pages added, changed, moved and removed.
import assert from "node:assert/strict";
import test from "node:test";

import { addPage, duplicatePage, movePage, removePage, setPage } from "../../../static/js/editor/document/commands.js";
import { documentOf, groupOf, order, pageOf, rect } from "./documents.mjs";

const one = documentOf(pageOf(rect("a")));
const three = documentOf(pageOf(rect("a")), { ...pageOf(rect("b")), width: 100 }, pageOf(rect("c")));

test("a page gets another size, and loses its background", () => {
  const [page, ...rest] = setPage(three, 0, { width: 210, background: undefined }).pages;
  assert.deepEqual(page, { width: 210, height: 210, elements: [rect("a")] });
  assert.deepEqual(rest, three.pages.slice(1));
  assert.equal(setPage(three, 0, { width: 297 }), three);
  assert.equal(setPage(three, 3, { width: 210 }), three);
});

test("a new page is empty and looks like the one before it", () => {
  assert.deepEqual(addPage(three, { at: 2 }).pages[2], { width: 100, height: 210, background: "#fffdf7", elements: [] });
  assert.deepEqual(order(addPage(three, { at: 0 })), [[], ["a"], ["b"], ["c"]]);
  assert.equal(addPage(three, { at: 0 }).pages[0].width, 297);
  assert.deepEqual(order(addPage(one)), [["a"], []]);
});

test("a page of elements gets ids that are free", () => {
  assert.deepEqual(order(addPage(one, { page: pageOf(rect("x"), groupOf("g", [rect("a")])) })), [["a"], ["x", ["g", "a-2"]]]);
  assert.deepEqual(order(duplicatePage(three, 0)), [["a"], ["a-2"], ["b"], ["c"]]);
});

test("a document has one page at least and ten at most", () => {
  assert.equal(removePage(one, 0), one);
  const ten = Array.from({ length: 9 }).reduce((document) => addPage(document), one);
  assert.equal(ten.pages.length, 10);
  assert.equal(addPage(ten), ten);
});

test("pages are removed and moved", () => {
  assert.deepEqual(order(removePage(three, 1)), [["a"], ["c"]]);
  assert.deepEqual(order(removePage(removePage(three, 1), 0)), [["c"]]);
  assert.equal(removePage(three, 3), three);
  assert.deepEqual(order(movePage(three, 0, 2)), [["b"], ["c"], ["a"]]);
  assert.deepEqual(order(movePage(three, 2, 0)), [["c"], ["a"], ["b"]]);
  assert.equal(movePage(three, 1, 1), three);
  assert.equal(movePage(three, 1, 3), three);
});
