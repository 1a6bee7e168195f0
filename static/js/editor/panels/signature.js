/** A signature: drawn on a pad, or the ink of a scan; it comes to lie on its line. */

import { node } from "../desk/svg.js";
import { addDrawnSignature, addSignature } from "../document/signatures.js";
import { strokeAsPath, strokesAsPath } from "../document/signing.js";

class Pad {
  #strokes = [];

  /** @param {SVGSVGElement} svg @param {(isEmpty: boolean) => void} onChange */
  constructor(svg, onChange) {
    Object.assign(this, { svg, onChange });
    svg.addEventListener("pointerdown", (event) => this.#begin(event));
    svg.addEventListener("pointermove", (event) => this.#go(event));
    for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, () => (this.path = null));
  }

  /** @returns {ReturnType<typeof strokesAsPath>} */
  get drawn() {
    return strokesAsPath(this.#strokes);
  }

  clear() {
    this.#strokes = [];
    this.svg.replaceChildren();
    this.onChange(true);
  }

  #begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.svg.setPointerCapture(event.pointerId);
    this.path = this.svg.appendChild(node("path", {}));
    this.#strokes.push([]);
    this.#go(event);
    this.onChange(false);
  }

  #go(event) {
    if (!this.path) return;
    const toPad = this.svg.getScreenCTM().inverse();
    const between = event.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of between.length ? between : [event]) {
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(toPad);
      this.#strokes.at(-1).push({ x, y });
    }
    this.path.setAttribute("d", strokeAsPath(this.#strokes.at(-1)));
  }
}

/** @param {import("../main.js").Editor} editor @param {import("../pictures/uploads.js").Uploads} uploads */
export function connectSignature(editor, uploads) {
  const { find, store } = editor;
  const dialog = find("signature");
  const pad = new Pad(find("signature-pad"), (isEmpty) => {
    find("signature-clear").disabled = isEmpty;
    find("signature-place").disabled = isEmpty;
  });
  const keep = (made) => store.keep("Add a signature", made.document, { select: [made.id] });
  const place = async (picture) => {
    await editor.pictures.take({ [picture.id]: picture });
    keep(addSignature(store.document, store.pageIndex, picture, store.selected));
  };
  find("signature-clear").addEventListener("click", () => pad.clear());
  find("signature-file").addEventListener("change", ({ target }) => {
    uploads.add([...target.files], { use: "signature", then: place });
    target.value = "";
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    const { drawn } = pad;
    if (dialog.returnValue === "place" && drawn) {
      keep(addDrawnSignature(store.document, store.pageIndex, drawn, store.selected));
      pad.clear();
    }
    dialog.returnValue = "";
  });
}
