/** The editor: makes its parts and connects them. Data comes with the page as JSON (`#editor-data`). */

import { FontBook, loadPictures, Ruler } from "../layout/index.js";
import { actionsOf } from "./actions.js";
import { connectBar } from "./bar.js";
import { connectCopying } from "./copying.js";
import { fetchCatalogue } from "./desk/catalogue.js";
import { drawAlong, pointAt, seenOf, zoomed } from "./desk/along.js";
import { Frame } from "./desk/frame.js";
import { connectGuides } from "./desk/guides.js";
import { connectHand } from "./desk/hand.js";
import { Hints } from "./desk/hints.js";
import { connectMenu } from "./desk/menu.js";
import { PageLines } from "./desk/page_lines.js";
import { Pointer } from "./desk/pointer.js";
import { connectFontsAway } from "./desk/fonts_away.js";
import { connectRulers } from "./desk/rulers.js";
import { Stage } from "./desk/stage.js";
import { connectView } from "./desk/view.js";
import { connectWords } from "./desk/words.js";
import { Zoom } from "./desk/zoom.js";
import { Completion } from "./panels/completion.js";
import { connectCondition } from "./panels/condition.js";
import { connectFieldForm } from "./panels/field_form.js";
import { connectFields } from "./panels/fields.js";
import { connectHistory } from "./panels/history.js";
import { connectLayers } from "./panels/layers.js";
import { connectLink } from "./panels/link.js";
import { connectLogos } from "./panels/logos.js";
import { connectOrnaments } from "./panels/ornaments.js";
import { connectOutline } from "./panels/outline.js";
import { connectMeeting } from "./panels/meeting.js";
import { connectPage } from "./panels/page.js";
import { connectPages } from "./panels/pages.js";
import { connectPalette } from "./panels/palette.js";
import { connectProblems } from "./panels/problems.js";
import { connectPlace } from "./panels/place.js";
import { connectPlugIns } from "./panels/plug_ins.js";
import { connectProof } from "./panels/proof.js";
import { connectProperties } from "./panels/properties.js";
import { connectPublishing } from "./panels/publishing.js";
import { connectType } from "./panels/type.js";
import { connectTitle } from "./panels/title.js";
import { connectTyping } from "./panels/typing.js";
import { Preferences } from "./preferences.js";
import { connectPaint } from "./panels/wells.js";
import { connectPicture } from "./panels/picture.js";
import { connectPictures } from "./panels/picture_shelf.js";
import { PictureBook } from "./pictures/book.js";
import { QrBook } from "./qr_book.js";
import { Saver } from "./save.js";
import { connectKeys } from "./shortcuts.js";
import { Store } from "./store.js";

/** Each takes the editor (below), once, before the first picture; keys come last, over all actions. */
const PARTS = [
  connectPlugIns,
  connectProperties,
  connectPlace,
  connectPage,
  connectPages,
  connectLayers,
  connectHistory,
  connectPalette,
  connectPictures,
  connectPicture,
  connectLogos,
  connectOrnaments,
  connectPaint,
  connectOutline,
  connectFieldForm,
  connectFields,
  connectType,
  connectTyping,
  connectCondition,
  connectLink,
  connectWords,
  connectProblems,
  connectPublishing,
  connectMeeting,
  connectCopying,
  connectFontsAway,
  connectRulers,
  connectGuides,
  connectHand,
  connectView,
  connectMenu,
  connectBar,
  connectTitle,
  connectProof,
  connectKeys,
];

const found = new Map();

// Each is looked for once: in the middle of a drag some are asked for many times a second.
function find(name) {
  if (!found.get(name)?.isConnected) found.set(name, document.querySelector(`[data-editor="${name}"]`));
  return found.get(name);
}

/**
 * What the parts share.
 *
 * @typedef {object} Editor
 * @property {(name: string) => HTMLElement | null} find an element of the page by its data-editor
 * @property {object} data what the page came with: templates_app/editor_data.py
 * @property {object} catalogue of the fonts, those of the team first, with `isBrand`
 * @property {Store} store the document, its history, the page that is shown, the selection
 * @property {PictureBook} pictures those that the design names
 * @property {Stage} stage the canvas
 * @property {Preferences} preferences of this browser: the unit, what is drawn around the page
 * @property {Frame} frame handles over it
 * @property {Hints} hints what is told in the middle of a pull
 * @property {PageLines} lines of the page: edge, bleed, safe area, grid, guides
 * @property {Zoom} zoom
 * @property {Pointer} pointer
 * @property {Completion} completion the list of fields and formats, one for all texts
 * @property {Saver} saver
 * @property {QrBook} codes
 * @property {import("./problems/watch.js").Watch} problems what is wrong with the design
 * @property {(event: PointerEvent) => {x: number, y: number}} pointAt where a pointer is on the page, mm
 * @property {() => import("./geometry/boxes.js").Bounds} seen the part of the page that is on the screen, mm
 * @property {() => void} redraw draw the page anew after something beside the document has changed
 * @property {() => void} open edit the one selected element by hand: its words
 * @property {Record<string, Function>} actions what buttons (data-action) and keys do; parts add theirs
 */

async function start() {
  const data = JSON.parse(document.getElementById("editor-data").textContent);
  const shipped = await fetchCatalogue(data.fonts.catalogue, find("away"));
  const catalogue = { ...shipped, families: [...data.fonts.own, ...shipped.families] };
  const editor = { find, data, catalogue, store: new Store(data.document), preferences: new Preferences() };
  const { store } = editor;
  editor.redraw = () => {
    editor.stage.forget();
    editor.stage.show(store.shown, store.page);
    editor.problems.refresh();
  };
  editor.codes = new QrBook(data.matrices, data.urls.matrix, () => editor.redraw());
  editor.pictures = new PictureBook(data.urls.foundPictures, loadPictures, () => editor.redraw());
  const [shapes] = await Promise.all([loadPictures({ silhouette: data.placeholder }), editor.pictures.take(data.pictures)]);
  editor.stage = new Stage(find("canvas"), {
    values: { ...Object.fromEntries(data.fields.map(({ key, sample }) => [key, sample])), ...data.values },
    fonts: new FontBook(shipped, data.fonts.files, data.fonts.own),
    ruler: new Ruler(),
    pictures: editor.pictures.loaded,
    placeholder: shapes.get("silhouette") ?? null,
    matrix: (content, ecc) => editor.codes.rows(content, ecc),
  });
  editor.frame = new Frame(find("frame"));
  editor.hints = new Hints(editor.frame, editor.preferences);
  editor.lines = new PageLines(editor);
  editor.zoom = new Zoom(find("desk"), () => store.page, (factor) => zoomed(editor, factor));
  editor.completion = new Completion(find("completion"), find("completion-option"));
  editor.saver = new Saver({
    id: data.id,
    person: data.person,
    base: data.base,
    openFaults: data.openFaults,
    url: data.urls.save,
    token: document.querySelector("[name=csrfmiddlewaretoken]").value,
    store,
  });
  editor.open = () => find("properties").querySelector("fieldset:not([hidden]) textarea")?.select();
  editor.seen = () => seenOf(find("desk"), find("frame"), editor.store.page);
  editor.pointAt = (event) => pointAt(find("frame"), event, editor.store.page);
  editor.pointer = new Pointer(find("frame"), editor);
  editor.actions = actionsOf(editor);
  drawAlong(editor);
  for (const connect of PARTS) connect(editor);
  editor.zoom.fit();
  editor.saver.takeUp();
  await editor.stage.show(store.shown, store.page);
  find("desk").removeAttribute("aria-busy");
}

start();
