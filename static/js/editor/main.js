/** The editor: puts its parts together. Data comes with the page as JSON (`#editor-data`). */

import { FontBook, Ruler, loadPictures } from "../layout/index.js";
import { PX_PER_MM } from "../layout/units.js";
import { actionsOf } from "./actions.js";
import { Frame } from "./frame.js";
import { Layers } from "./layers.js";
import { PagePanel, pageActions } from "./page_panel.js";
import { Pointer } from "./pointer.js";
import { Properties } from "./properties.js";
import { connectBar } from "./bar.js";
import { connectPalette } from "./palette_panel.js";
import { QrBook } from "./qr_book.js";
import { Saver } from "./save.js";
import { listen } from "./shortcuts.js";
import { MARGIN, Stage } from "./stage.js";
import { Store } from "./store.js";
import { Zoom } from "./zoom.js";

const find = (name) => document.querySelector(`[data-editor="${name}"]`);

async function start() {
  const data = JSON.parse(document.getElementById("editor-data").textContent);
  const catalogue = await (await fetch(data.fonts.catalogue)).json();
  const store = new Store(data.document);
  const codes = new QrBook(data.matrices, data.urls.matrix, () => {
    stage.forget();
    draw();
  });
  const stage = new Stage(find("canvas"), {
    values: { ...Object.fromEntries(data.fields.map(({ key, sample }) => [key, sample])), ...data.values },
    fonts: new FontBook(catalogue, data.fonts.files),
    ruler: new Ruler(),
    pictures: await loadPictures(data.pictures),
    matrix: (content, ecc) => codes.rows(content, ecc),
  });
  const frame = new Frame(find("frame"));
  const zoom = new Zoom(find("desk"), () => store.page, (factor) => {
    stage.setZoom(factor, store.page);
    find("sheet").style.setProperty("--zoom", factor);
    frame.setPage(store.page, store.shown.bleed ?? 0, PX_PER_MM * factor);
    frame.select(store.selected);
    find("zoom").value = `${Math.round(factor * 100)} %`;
  });
  let isDragged = false;
  let shownSize = "";
  const draw = () => (isDragged ? stage.draw(store.shown, store.page) : stage.show(store.shown, store.page));

  const saver = new Saver({
    id: data.id,
    base: data.base,
    url: data.urls.save,
    token: document.querySelector("[name=csrfmiddlewaretoken]").value,
    store,
  });
  const open = () => find("properties").querySelector("fieldset:not([hidden]) textarea")?.select();
  const pointer = new Pointer(find("frame"), {
    store,
    frame,
    pointAt: (event) => pointAt(find("frame"), event, zoom.zoom),
    onOpen: open,
  });
  const actions = { ...actionsOf({ store, saver, zoom, pointer, open, help: find("help") }), ...pageActions(store) };

  store.addEventListener("draw", () => {
    isDragged = store.shown !== store.document;
    const size = [store.page.width, store.page.height, store.shown.bleed].join();
    if (size !== shownSize) zoom.refresh();
    shownSize = size;
    draw();
    frame.select(store.selected);
  });
  store.addEventListener("select", () => frame.select(store.selected));
  new Properties(find("properties"), store);
  new PagePanel(find("page"), find("pages"), find("page-button"), store);
  new Layers(find("layers"), find("layer"), store).show();
  fillFonts(find("families"), catalogue);
  connectPalette(find("palette"), store, data.fields);
  connectBar({ find, store, saver, zoom, actions, urls: data.urls });
  listen(actions, (dx, dy) => actions.nudge(dx, dy));
  zoom.fit();
  const left = saver.leftOver();
  if (left) store.keep("Restored from this browser", left);
  await stage.show(store.shown, store.page);
  find("desk").removeAttribute("aria-busy");
}

function pointAt(svg, event, factor) {
  const box = svg.getBoundingClientRect();
  const scale = PX_PER_MM * factor;
  return { x: (event.clientX - box.left) / scale - MARGIN, y: (event.clientY - box.top) / scale - MARGIN };
}

function fillFonts(select, catalogue) {
  const names = catalogue.families.map(({ family }) => family).toSorted((a, b) => a.localeCompare(b));
  select.append(...names.map((name) => new Option(name)));
}

start();
