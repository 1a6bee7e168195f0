/** Cropping a picture in its place: all of it is seen, faint where it is left out; it is pushed and enlarged under its frame. */

import { elementAt, updateElements } from "../document/commands.js";
import { alongFrame, changesOf, croppingOf, enlarged, enlargement, pushed, reframed } from "../geometry/cropping.js";
import { cornersOnPage, matrixOnPage, wayInside } from "../geometry/geometry.js";
import { handlesOf } from "./handles.js";
import { node } from "./svg.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP_MM = 0.5;
const STRIDE_MM = 5;
const BY_KEY = 1.1;
const WHEEL_PX = 400;

const isUndo = ({ key, ctrlKey, metaKey }) => (ctrlKey || metaKey) && key.toLowerCase() === "z";

/** Event: "change", when cropping begins, ends, or shows another part. */
export class Crop extends EventTarget {
  #id = null;
  #own = false;
  #cropping = null;
  #picture = null;
  #pull = null;

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    super();
    this.editor = editor;
    this.svg = editor.find("crop");
    this.svg.addEventListener("pointerdown", (event) => this.#press(event));
    this.svg.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, () => (this.#pull = null));
    this.svg.addEventListener("dblclick", () => this.close());
    this.svg.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.svg.addEventListener("keydown", (event) => this.#key(event));
    const { store, find } = editor;
    for (const name of ["select", "page"]) store.addEventListener(name, () => this.#own || this.close());
    store.addEventListener("change", () => this.#own || this.close({ keeps: false }));
    new ResizeObserver(() => this.#id && this.#show()).observe(find("frame"));
  }

  /** @returns {number | null} how large the picture is, 1 where it just fills its frame; null while nothing is cropped */
  get enlargement() {
    return this.#cropping && enlargement(this.#cropping);
  }

  /** @param {string} id of an image whose picture is there @returns {boolean} whether it can be cropped */
  open(id) {
    const { store, stage, pictures, find } = this.editor;
    const { element, parents } = elementAt(store.document, id);
    const picture = pictures.loaded.get(element.source.slice("asset:".length));
    if (!picture) return false;
    this.#id = id;
    this.groups = parents.map((parent) => elementAt(store.document, parent).element);
    this.#picture = picture;
    this.#cropping = croppingOf(element, picture);
    stage.leaveOut(id);
    stage.draw(store.shown, store.page);
    find("sheet").dataset.writing = "true";
    this.svg.removeAttribute("hidden");
    this.#show();
    this.svg.focus({ preventScroll: true });
    return true;
  }

  /** @param {{keeps?: boolean}} [how] whether what is shown is kept */
  close({ keeps = true } = {}) {
    if (!this.#id) return;
    const { store, stage, find } = this.editor;
    const hadFocus = this.svg.contains(document.activeElement);
    const cropped = keeps ? updateElements(store.document, { [this.#id]: changesOf(this.#cropping) }) : store.document;
    const select = [this.#id];
    this.#id = null;
    this.#cropping = null;
    delete find("sheet").dataset.writing;
    this.svg.setAttribute("hidden", "");
    this.svg.replaceChildren();
    stage.leaveOut(null);
    this.#own = true;
    if (cropped === store.document) store.cancel();
    else store.keep("Crop", cropped, keeps ? { select: store.selection.length ? undefined : select } : {});
    this.#own = false;
    if (hadFocus) find("frame").focus({ preventScroll: true });
    this.dispatchEvent(new Event("change"));
  }

  /** @param {number} size see `enlargement` */
  enlargeTo(size) {
    if (this.#cropping) this.#set(enlarged(this.#cropping, size / enlargement(this.#cropping)));
  }

  #set(cropping) {
    this.#cropping = cropping;
    this.#show();
  }

  #show() {
    const { frame: over } = this.editor;
    const { frame, whole } = this.#cropping;
    const { a, b, c, d, e, f } = matrixOnPage(frame, this.groups);
    const box = { x: 0, y: 0, width: frame.width, height: frame.height };
    this.svg.setAttribute("viewBox", over.svg.getAttribute("viewBox"));
    const cut = node("clipPath", { id: "crop-cut" });
    cut.append(node("rect", box));
    const placed = node("g", { transform: `matrix(${[a, b, c, d, e, f].join(" ")})` });
    const inside = node("g", { "clip-path": "url(#crop-cut)" });
    inside.append(this.#drawn("crop-inside", whole, frame));
    placed.append(cut, this.#drawn("crop-outside", whole, frame), node("rect", { class: "crop-edge", ...whole }), inside, node("rect", { class: "crop-frame", ...box }));
    const handles = handlesOf(cornersOnPage(frame, this.groups), { sizes: true, moves: true }, over.pxPerMm);
    this.svg.replaceChildren(placed, ...handles.filter(({ dataset }) => dataset.handle && dataset.handle !== "rotate"));
    this.dispatchEvent(new Event("change"));
  }

  #drawn(name, { x, y, width, height }, { flipX, flipY }) {
    const mirror = `translate(${flipX ? 2 * x + width : 0} ${flipY ? 2 * y + height : 0}) scale(${flipX ? -1 : 1} ${flipY ? -1 : 1})`;
    return node("image", { class: name, href: this.#picture.url, x, y, width, height, preserveAspectRatio: "none", transform: mirror });
  }

  #press(event) {
    if (event.button !== 0) return;
    event.stopPropagation();
    const { handle } = event.target.dataset;
    if (!handle && !event.target.closest("image")) return this.close();
    this.svg.setPointerCapture(event.pointerId);
    this.#pull = { handle, start: this.editor.pointAt(event), cropping: this.#cropping };
  }

  #move(event) {
    if (!this.#pull) return;
    const { handle, start, cropping } = this.#pull;
    const point = this.editor.pointAt(event);
    const way = wayInside({ x: point.x - start.x, y: point.y - start.y }, this.groups);
    const { x, y } = alongFrame(cropping, way);
    this.#set(handle ? reframed(cropping, handle, x, y) : pushed(cropping, x, y));
  }

  #wheel(event) {
    event.preventDefault();
    event.stopPropagation();
    this.#set(enlarged(this.#cropping, Math.exp(-event.deltaY / WHEEL_PX)));
  }

  #key(event) {
    const arrow = ARROWS[event.key];
    const step = event.shiftKey ? STRIDE_MM : STEP_MM;
    if (arrow && event.altKey) this.#set(reframed(this.#cropping, "se", arrow[0] * step, arrow[1] * step));
    else if (arrow) this.#set(pushed(this.#cropping, arrow[0] * step, arrow[1] * step));
    else if (event.key === "+" || event.key === "=") this.#set(enlarged(this.#cropping, BY_KEY));
    else if (event.key === "-") this.#set(enlarged(this.#cropping, 1 / BY_KEY));
    else if (event.key === "Enter") this.close();
    else if (event.key === "Escape" || isUndo(event)) this.close({ keeps: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
