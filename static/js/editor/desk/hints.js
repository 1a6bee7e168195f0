/** What is told in the middle of a pull: lines in which things stand, distances, and a note beside the pointer. In mm. */

import { node } from "./svg.js";

const LETTERS_PX = 11;
const ASIDE_PX = 16;

export class Hints {
  /** @param {import("./frame.js").Frame} frame @param {import("../preferences.js").Preferences} preferences for the unit of distances */
  constructor(frame, preferences) {
    Object.assign(this, { frame, preferences });
  }

  /**
   * @param {import("../snapping/snapping.js").SnapLine[]} lines
   * @param {{text: string, at: {x: number, y: number}}} [note]
   */
  show(lines, note) {
    const size = LETTERS_PX / this.frame.pxPerMm;
    const told = new Set(lines.filter(({ kind }) => kind === "gap").map(({ axis, from, to }) => spanKey(axis === "x", from, to)));
    const drawn = lines.flatMap((line) => this.#line(line, size, told));
    if (note) drawn.push(this.#note(note, size));
    this.frame.layers.hints.replaceChildren(...drawn);
  }

  clear() {
    this.frame.layers.hints.replaceChildren();
  }

  // `told` are the distances that stand there already: two edges and a middle in line have the same.
  #line({ axis, at, from, to, kind, distance, free = [] }, size, told) {
    const isUpright = (axis === "x") !== (kind === "gap"); // a gap is measured along its axis
    const ends = isUpright ? { x1: at, y1: from, x2: at, y2: to } : { x1: from, y1: at, x2: to, y2: at };
    const drawn = [node("line", { class: "frame-guide", "data-kind": kind, ...ends })];
    if (distance !== undefined) drawn.push(this.#distance((ends.x1 + ends.x2) / 2, (ends.y1 + ends.y2) / 2 - size / 3, distance, size));
    // Along a line through two things: how much room there is between them.
    for (const [start, end] of free) {
      const key = spanKey(!isUpright, start, end);
      if (told.has(key)) continue;
      told.add(key);
      const half = (start + end) / 2;
      const [x, y] = isUpright ? [at + size / 3, half + size / 3] : [half, at - size / 3];
      drawn.push(this.#distance(x, y, end - start, size, isUpright ? "start" : "middle"));
    }
    return drawn;
  }

  #distance(x, y, length, size, anchor = "middle") {
    return node("text", { class: "frame-distance", x, y, "font-size": size, "text-anchor": anchor }, this.preferences.short(length));
  }

  #note({ text, at }, size) {
    const aside = ASIDE_PX / this.frame.pxPerMm;
    return node("text", { class: "frame-note", x: at.x + aside, y: at.y + aside + size, "font-size": size }, text);
  }
}

const spanKey = (isLevel, from, to) => [isLevel, from.toFixed(2), to.toFixed(2)].join();
