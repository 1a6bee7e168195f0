/** The editor: makes its parts and connects them. Data comes with the page as JSON (`#editor-data`). */

import { FontBook, Ruler, loadPictures } from "../layout/index.js";
import { PX_PER_MM } from "../layout/units.js";
import { actionsOf } from "./actions.js";
import { connectBar } from "./bar.js";
import { Frame } from "./desk/frame.js";
import { Pointer } from "./desk/pointer.js";
import { MARGIN, Stage } from "./desk/stage.js";
import { connectWords } from "./desk/words.js";
import { Zoom } from "./desk/zoom.js";
import { Completion } from "./panels/completion.js";
import { connectLayers } from "./panels/layers.js";
import { connectOrnaments } from "./panels/ornaments.js";
import { connectPage } from "./panels/page.js";
import { connectPalette } from "./panels/palette.js";
import { connectProperties } from "./panels/properties.js";
import { connectPublishing } from "./panels/publishing.js";
import { connectTyping } from "./panels/typing.js";
import { QrBook } from "./qr_book.js";
import { Saver } from "./save.js";
import { connectKeys } from "./shortcuts.js";
import { Store } from "./store.js";

/** Each takes the editor (below), once, before the first picture; keys come last, over all actions. */
const PARTS = [
  connectProperties,
  connectPage,
  connectLayers,
  connectPalette,
  connectOrnaments,
  connectTyping,
  connectWords,
  connectBar,
  connectPublishing,
  connectKeys,
];

const find = (name) => document.querySelector(`[data-editor="${name}"]`);

/**
 * What the parts share.
 *
 * @typedef {object} Editor
 * @property {(name: string) => HTMLElement | null} find an element of the page by its data-editor
 * @property {object} data what the page came with: templates_app/editor_data.py
 * @property {object} catalogue of the fonts
 * @property {Store} store the document, its history, the page that is shown, the selection
 * @property {Stage} stage the canvas
 * @property {Frame} frame handles and guides over it
 * @property {Zoom} zoom
 * @property {Pointer} pointer
 * @property {Completion} completion the list of fields and formats, one for all texts
 * @property {Saver} saver
 * @property {(event: PointerEvent) => {x: number, y: number}} pointAt where a pointer is on the page, mm
 * @property {() => void} redraw draw the page anew after something beside the document has changed
 * @property {() => void} open edit the one selected element by hand: its words
 * @property {Record<string, Function>} actions what buttons (data-action) and keys do; parts add theirs
 */

async function start() {
  const data = JSON.parse(document.getElementById("editor-data").textContent);
  const catalogue = await (await fetch(data.fonts.catalogue)).json();
  const editor = { find, data, catalogue, store: new Store(data.document) };
  const { store } = editor;
  editor.redraw = () => {
    editor.stage.forget();
    editor.stage.show(store.shown, store.page);
  };
  const codes = new QrBook(data.matrices, data.urls.matrix, editor.redraw);
  editor.stage = new Stage(find("canvas"), {
    values: { ...Object.fromEntries(data.fields.map(({ key, sample }) => [key, sample])), ...data.values },
    fonts: new FontBook(catalogue, data.fonts.files),
    ruler: new Ruler(),
    pictures: await loadPictures(data.pictures),
    matrix: (content, ecc) => codes.rows(content, ecc),
  });
  editor.frame = new Frame(find("frame"));
  editor.zoom = new Zoom(find("desk"), () => store.page, (factor) => zoomed(editor, factor));
  editor.completion = new Completion(find("completion"), find("completion-option"));
  editor.saver = new Saver({
    id: data.id,
    base: data.base,
    url: data.urls.save,
    token: document.querySelector("[name=csrfmiddlewaretoken]").value,
    store,
  });
  editor.open = () => find("properties").querySelector("fieldset:not([hidden]) textarea")?.select();
  editor.pointAt = (event) => pointAt(find("frame"), event, editor.zoom.zoom);
  editor.pointer = new Pointer(find("frame"), editor);
  editor.actions = actionsOf(editor);
  drawAlong(editor);
  for (const connect of PARTS) connect(editor);
  editor.zoom.fit();
  const left = editor.saver.leftOver();
  if (left) store.keep("Restored from this browser", left);
  await editor.stage.show(store.shown, store.page);
  find("desk").removeAttribute("aria-busy");
}

// The canvas and the frame over it follow the document.
function drawAlong({ store, stage, frame, zoom }) {
  let shownSize = "";
  store.addEventListener("draw", () => {
    const size = [store.page.width, store.page.height, store.shown.bleed].join();
    if (size !== shownSize) zoom.refresh();
    shownSize = size;
    const isDragged = store.shown !== store.document;
    if (isDragged) stage.draw(store.shown, store.page);
    else stage.show(store.shown, store.page);
    frame.select(store.selected);
  });
  store.addEventListener("select", () => frame.select(store.selected));
}

function zoomed({ stage, frame, store }, factor) {
  stage.setZoom(factor, store.page);
  find("sheet").style.setProperty("--zoom", factor);
  frame.setPage(store.page, store.shown.bleed ?? 0, PX_PER_MM * factor);
  frame.select(store.selected);
  find("zoom").value = `${Math.round(factor * 100)} %`;
}

function pointAt(svg, event, factor) {
  const box = svg.getBoundingClientRect();
  const scale = PX_PER_MM * factor;
  return { x: (event.clientX - box.left) / scale - MARGIN, y: (event.clientY - box.top) / scale - MARGIN };
}

start();
