/** Mouse, pen and finger on the page: what a press begins. The gestures themselves are in gestures/. */

import { marquee } from "./gestures/marquee.js";
import { moving } from "./gestures/moving.js";
import { panning } from "./gestures/panning.js";
import { pulling } from "./gestures/pulling.js";
import { ruling } from "./gestures/ruling.js";
import { enterGroup, pick } from "./picking.js";

// The pointer must travel this far before a press becomes a gesture, in px.
const THRESHOLD_PX = 3;
const [MAIN, MIDDLE] = [0, 1];

export class Pointer {
  #press = null;

  /**
   * @param {SVGSVGElement} svg over the page
   * @param {import("../main.js").Editor} editor
   */
  constructor(svg, editor) {
    this.editor = editor;
    this.isPanning = false; // while Space is held
    svg.addEventListener("pointerdown", (event) => this.#pressed(event));
    svg.addEventListener("dblclick", (event) => this.#opened(event));
    editor.find("desk").addEventListener("pointerdown", (event) => event.target !== svg && !this.#beside(event) && this.#left(event));
    for (const [name, axis] of [["ruler-x", "y"], ["ruler-y", "x"]]) {
      editor.find(name).addEventListener("pointerdown", (event) => event.button === MAIN && this.begin(event, () => ruling(editor, axis)));
    }
  }

  /**
   * Follow a pointer from a press on, also outside of where it was pressed.
   *
   * @param {PointerEvent} press
   * @param {() => import("./gestures/pull.js").Gesture | null} make called once the pointer has gone far enough
   */
  begin(press, make) {
    const target = press.currentTarget;
    const listens = new AbortController();
    const { signal } = listens;
    const isMine = (act) => (event) => event.pointerId === press.pointerId && act(event);
    this.#press = { press, make, gesture: undefined, listens };
    target.setPointerCapture(press.pointerId);
    target.addEventListener("pointermove", isMine((event) => this.#moved(event)), { signal });
    target.addEventListener("pointerup", isMine(() => this.#released()), { signal });
    target.addEventListener("pointercancel", isMine(() => this.stop()), { signal });
  }

  /** Let go without a change: Escape in the middle of a pull. @returns {boolean} whether there was one */
  stop() {
    return this.#let((gesture) => gesture.cancel());
  }

  #released() {
    this.#let((gesture) => gesture.end());
  }

  #let(act) {
    const { gesture, listens } = this.#press ?? {};
    listens?.abort();
    this.#press = null;
    if (gesture) act(gesture);
    return Boolean(gesture);
  }

  #moved(event) {
    const { press, make, gesture } = this.#press;
    const isFar = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) >= THRESHOLD_PX;
    if (gesture === undefined && !isFar) return;
    if (gesture === undefined) this.#press.gesture = make();
    this.#press.gesture?.move(this.editor.pointAt(event), event);
  }

  #pressed(event) {
    const { editor } = this;
    if (this.#beside(event) || event.button !== MAIN) return;
    const start = editor.pointAt(event);
    const [axis, index] = event.target.closest("[data-guide]")?.dataset.guide.split(" ") ?? [];
    const { handle } = event.target.dataset;
    if (handle) this.begin(event, () => pulling(editor, handle, start));
    else if (axis) this.begin(event, () => ruling(editor, axis, Number(index)));
    else if (pick(editor, start, { adds: event.shiftKey, deep: event.ctrlKey || event.metaKey })) this.begin(event, () => moving(editor, start));
    else this.begin(event, () => marquee(editor, start));
  }

  // The middle button, and Space, push the desk wherever they are pressed on it.
  #beside(event) {
    const pans = event.button === MIDDLE || (event.button === MAIN && this.isPanning);
    if (!pans) return false;
    event.preventDefault();
    event.stopPropagation();
    this.begin(event, () => panning(this.editor.find("desk"), event));
    return true;
  }

  // A press on the table around the page lets go of what is selected, as one on the empty page does.
  #left(event) {
    const { find, store } = this.editor;
    const isOnTable = [find("desk"), find("sheet")].includes(event.target);
    if (isOnTable && event.button === MAIN && !event.shiftKey) store.select([]);
  }

  #opened(event) {
    const { editor } = this;
    if (!enterGroup(editor, editor.pointAt(event)) && editor.store.selected.length === 1) editor.open();
  }
}
