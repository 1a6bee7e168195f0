/** The page on a Fabric canvas, drawn by the layout module that the worker prints with. */

import { StaticCanvas } from "fabric";

import { computedValues, readableFields } from "../../expressions/index.js";
import { backgroundObjects, buildElement, layoutContext, layoutText, loadFonts, mm } from "../../layout/index.js";

// Room around the page, in mm: what lies outside of it can be seen and taken back in.
export const MARGIN = 20;
const ORIGIN = { x: 0, y: 0 };

export class Stage {
  #canvas;
  #built = new Map();
  #turn = 0;
  #background = null;
  #leftOut = null;
  #computed = null;

  /**
   * @param {HTMLCanvasElement} element
   * @param {object} tools
   * @param {Record<string, string>} tools.values what the fields show, computed ones excepted: see `valuesOf`
   * @param {"faint"|"hide"} [tools.unmet] how elements are seen whose condition is not true
   * @param {{when: string, is: boolean} | null} [tools.forced] a condition that is looked at from both sides
   * @param {import("../../layout/fonts.js").FontBook} tools.fonts
   * @param {Map<string, object>} tools.pictures see `loadPictures`
   * @param {object | null} [tools.placeholder] picture in the frame of a photo that there is none of
   * @param {(content: string, ecc: string) => string[]} tools.matrix rows of a QR code
   */
  constructor(element, tools) {
    this.#canvas = new StaticCanvas(element, { renderOnAddRemove: false });
    this.tools = tools;
    this.zoom = 1;
  }

  /** @param {number} zoom 1 is the size on paper */
  setZoom(zoom, page) {
    this.zoom = zoom;
    const [width, height] = [page.width, page.height].map((length) => Math.round(mm(length + 2 * MARGIN) * zoom));
    this.#canvas.setDimensions({ width, height });
    const edge = mm(MARGIN) * zoom;
    this.#canvas.setViewportTransform([zoom, 0, 0, zoom, edge, edge]);
    this.#canvas.requestRenderAll();
  }

  /** Draw a page once its fonts are there. */
  async show(document, page) {
    const turn = ++this.#turn;
    await loadFonts(page, this.#context(document));
    if (turn === this.#turn) this.draw(document, page);
  }

  /** Bring the fonts of a page, before it is drawn in the middle of something. @returns {Promise<unknown>} */
  ready(document, page) {
    return loadFonts(page, this.#context(document));
  }

  /** Draw a page whose fonts are there already: in the middle of a drag, say. Only what has changed is laid out anew. */
  draw(document, page) {
    const context = this.#context(document);
    const sheet = [page.width, page.height, page.background, document.bleed];
    if (!sheet.every((fact, at) => fact === this.#background?.sheet[at])) {
      this.#background = { sheet, papers: backgroundObjects(page, context, document.bleed ?? 0) };
    }
    const built = new Map();
    for (const element of this.#leftOut ? without(page.elements, this.#leftOut) : page.elements) {
      const object = this.#object(element, context);
      if (object) built.set(element.id, object);
    }
    this.#built = built;
    this.#put([...this.#background.papers, ...built.values()]);
    this.#canvas.requestRenderAll();
  }

  // While something is pulled most objects, or all, are those that lie there already.
  #put(objects) {
    const there = this.#canvas.getObjects();
    if (objects.length === there.length && objects.every((object, at) => object === there[at])) return;
    this.#canvas.remove(...there);
    this.#canvas.add(...objects);
  }

  /** Lay everything out anew: another QR code or picture has come. */
  forget() {
    this.#built = new Map();
    this.#background = null;
    this.#computed = null;
  }

  /** Draw all but one element, from the next picture on: it is edited in its place. @param {string | null} id */
  leaveOut(id) {
    this.#leftOut = id;
  }

  /**
   * How a text is set while its placeholders are seen as they are written.
   *
   * @param {object} element of type text
   * @param {object} document
   * @returns {Promise<{face: object, size: number, direction: "ltr"|"rtl"}>} size in px on paper
   */
  async setting(element, document) {
    const written = element.text.trim() ? element.text.replace(/[{}]/g, "$&$&") : "x";
    const shown = { ...element, text: written };
    const context = this.#context(document);
    await loadFonts({ elements: [shown] }, context);
    const { face, size, lines } = layoutText(shown, context);
    return { face, size, direction: lines[0]?.direction ?? context.direction };
  }

  #object(element, context) {
    const known = this.#built.get(element.id);
    if (known?.element === element) return known;
    if (known && onlyMoved(known.element, element)) {
      known.set({
        left: mm(element.x + element.width / 2),
        top: mm(element.y + element.height / 2),
        element,
      });
      known.setCoords();
      return known;
    }
    return buildElement(element, context, ORIGIN);
  }

  #context(document) {
    const values = this.valuesOf(document);
    return layoutContext({ ...document, fields: this.#computed.readable }, values, { unmet: "faint", ...this.tools, isDraft: true });
  }

  /** What the fields of a document show, computed ones included; one that cannot be worked out shows its name, as in previews. @returns {Record<string, string>} */
  valuesOf({ fields }) {
    const { values } = this.tools;
    if (this.#computed?.from !== values || this.#computed.fields !== fields) {
      const readable = readableFields(fields);
      const asTyped = (fields ?? []).filter((field) => !readable.includes(field)).map(({ key }) => [key, `{${key}}`]);
      const computed = computedValues(readable, { sequence: "1", ...values, ...Object.fromEntries(asTyped) });
      this.#computed = { from: values, fields, readable, values: computed.values };
      this.#built = new Map(); // what was laid out showed other values
    }
    return this.#computed.values;
  }
}

const holds = ({ elements = [] }, id) => elements.some((element) => element.id === id || holds(element, id));

// In a group too; all others stay the same, so that they are not laid out anew.
function without(elements, id) {
  return elements
    .filter((element) => element.id !== id)
    .map((element) => (holds(element, id) ? { ...element, elements: without(element.elements, id) } : element));
}

// A line has no box that could be moved as a whole.
function onlyMoved(before, after) {
  if (before.type === "line" || before.hidden !== after.hidden) return false;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].every((name) => name === "x" || name === "y" || before[name] === after[name]);
}
