// Cells that were copied in a spreadsheet program, as the grid for typed rows takes them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cellsOf } from "../../static/js/ui/wizard-grid.js";

test("lines are rows, tabs part the cells", () => {
  assert.deepEqual(cellsOf("Ana\tChess\r\nBo\tGo\r\n"), [["Ana", "Chess"], ["Bo", "Go"]]);
});

test("empty cells and rows between others stay at their place", () => {
  assert.deepEqual(cellsOf("Ana\t\n\n\tGo"), [["Ana", ""], [""], ["", "Go"]]);
});
