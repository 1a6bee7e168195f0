// Prints a document for each border of the library, laid out on two pages: wide and narrow. For tests/templates_app/ornament_sheets.py.

import { readFileSync } from "node:fs";

import { addOrnament } from "../../../static/js/editor/document/ornaments.js";

const shelf = JSON.parse(readFileSync(new URL("../../../static/ornaments/borders.json", import.meta.url)));
const pages = [[297, 210], [85, 120]].map(([width, height]) => ({ width, height, background: "#ffffff", elements: [] }));

const documents = shelf.ornaments.map((ornament) => {
  const empty = { version: 1, title: ornament.name, language: "en", pages };
  return pages.reduce((document, _, at) => addOrnament(document, at, ornament).document, empty);
});
process.stdout.write(JSON.stringify(documents));
