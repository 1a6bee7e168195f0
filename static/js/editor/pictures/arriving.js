/** Where pictures of the desk land: dropped on it from outside or from the list, pasted, or chosen in place of another. */

import { toast } from "../../ui/toast.js";
import { elementAt } from "../document/commands.js";
import { addPicture, asBackground, coverOf, photoKey, pictureUnder, replacePicture, withBackground } from "../document/picture_elements.js";
import { contains } from "../geometry/geometry.js";
import { titleOf } from "../panels/layers.js";
import { TYPING } from "../shortcuts.js";
import { filesOf } from "./uploads.js";

/** What a dragged picture of the list carries: its id. */
export const DRAGGED = "application/x-iconikcerts-picture";

/** Puts pictures into the document. */
export class Placing {
  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
  }

  /** @param {object} picture @param {{pageIndex?: number, centre?: {x: number, y: number}}} [where] */
  async add(picture, { pageIndex = this.editor.store.pageIndex, centre } = {}) {
    await this.#known(picture);
    const { store } = this.editor;
    const made = addPicture(store.document, Math.min(pageIndex, store.document.pages.length - 1), picture, { centre, seen: this.editor.seen() });
    store.keep("Add a picture", made.document, { select: [made.id] });
  }

  /** @param {object} picture @param {string} id of an image that is there */
  async replace(picture, id) {
    await this.#known(picture);
    const { store, stage } = this.editor;
    const found = elementAt(store.document, id);
    if (!found) return this.add(picture); // it was deleted meanwhile
    const key = photoKey(found.element);
    if (key) {
      stage.tools.values = { ...stage.tools.values, [key]: picture.id };
      toast({ text: "Shown for the sample recipient. On certificates each recipient’s own photo takes its place." });
    }
    store.keep(key ? "Change the sample photo" : "Replace the picture", replacePicture(store.document, id, picture), { select: [id] });
  }

  /** @param {object} picture behind all that is on the page that is shown */
  async background(picture) {
    await this.#known(picture);
    const { store } = this.editor;
    store.keep("Change the background", withBackground(store.document, store.pageIndex, picture), { select: [] });
    tellCover(store.page);
  }

  /** The selected picture goes behind the page. @returns {boolean} whether it could */
  sendBehind() {
    const { store } = this.editor;
    const [element] = store.selected;
    const made = element && asBackground(store.document, element.id);
    if (!made) return false;
    store.keep("Use as the background", made, { select: [] });
    tellCover(store.page);
    return true;
  }

  // The layout draws what is decoded: known first, then in the document.
  #known(picture) {
    return this.editor.pictures.take({ [picture.id]: picture });
  }
}

// A background that is not seen looks like one that was lost.
function tellCover(page) {
  const cover = coverOf(page);
  if (cover) toast({ text: `It lies behind “${titleOf(cover)}”, which covers the page. Hide that in the layers to see it.`, variant: "warning" });
}

/**
 * Files and pictures that are let go over the desk. Over a picture they take its place, with Alt they come beside it.
 *
 * @param {import("../main.js").Editor} editor
 * @param {{placing: Placing, uploads: import("./uploads.js").Uploads, pictureOf: (id: string) => object | undefined}} parts
 */
export function takeDrops(editor, { placing, uploads, pictureOf }) {
  const { find, store, frame } = editor;
  const desk = find("desk");
  const isOurs = ({ dataTransfer }) => dataTransfer.types.includes("Files") || dataTransfer.types.includes(DRAGGED);
  const under = (event) => {
    const point = editor.pointAt(event);
    return event.altKey ? null : pictureUnder(store.page, (element) => contains(element, point));
  };
  const tell = (target, isOver) => {
    desk.dataset.taking = !isOver ? "" : target ? "replace" : "add";
    frame.target(target && { element: target, groups: [] });
  };
  desk.addEventListener("dragover", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    tell(under(event), true);
  });
  desk.addEventListener("dragleave", (event) => !desk.contains(event.relatedTarget) && tell(null, false));
  desk.addEventListener("drop", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    const target = under(event);
    tell(null, false);
    const where = { pageIndex: store.pageIndex, centre: editor.pointAt(event) };
    const files = filesOf(event.dataTransfer);
    const land = (picture) => (target && files.length < 2 ? placing.replace(picture, target.id) : placing.add(picture, where));
    const picture = pictureOf(event.dataTransfer.getData(DRAGGED));
    if (picture) land(picture);
    else uploads.add(files, { then: land });
  });
  // A file that is let go elsewhere would open in place of the editor.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => event.dataTransfer?.types.includes("Files") && !event.target.closest?.("input[type=file]") && event.preventDefault());
  }
}

/** Files on the clipboard: a screenshot, a copied picture. Text is left to whoever takes it. */
export function takePastes(editor, { placing, uploads }) {
  document.addEventListener("paste", (event) => {
    const files = filesOf(event.clipboardData);
    // A copied table or paragraph comes as text and as a picture: in a text it is text.
    const isText = event.target.closest?.(TYPING) && event.clipboardData.types.includes("text/plain");
    if (!files.length || isText || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const pageIndex = editor.store.pageIndex;
    uploads.add(files, { then: (picture) => placing.add(picture, { pageIndex }) });
  });
}
