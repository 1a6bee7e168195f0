/** What lies over the page and is not part of it: frames of what is selected, handles, the marquee. In mm. */

import { mayChange, mayMove, maySize } from "../document/locks.js";
import { boundsOfMany, cornersOnPage } from "../geometry/geometry.js";
import { handlesOf } from "./handles.js";
import { MARGIN } from "./stage.js";
import { node, points } from "./svg.js";

export class Frame {
  /** @param {SVGSVGElement} svg lies exactly over the stage; from below: the page's lines, guides, frames, hints, the marquee */
  constructor(svg) {
    this.svg = svg;
    this.layers = Object.fromEntries(["page", "guides", "target", "selection", "hints", "marquee"].map((name) => [name, node("g", { class: name })]));
    svg.append(...Object.values(this.layers));
    this.pxPerMm = 1;
  }

  /** @param {object} page @param {number} pxPerMm on the screen */
  setPage(page, pxPerMm) {
    this.pxPerMm = pxPerMm;
    this.svg.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${page.width + 2 * MARGIN} ${page.height + 2 * MARGIN}`);
  }

  /** @param {import("../store.js").Placed[]} placed what is selected */
  select(placed) {
    const frames = placed.map(({ element, groups }) => node("polygon", { class: "frame-element", points: points(cornersOnPage(element, groups)) }));
    const inner = placed[0]?.groups.at(-1);
    if (inner) frames.unshift(node("polygon", { class: "frame-many", points: points(cornersOnPage(inner, placed[0].groups.slice(0, -1))) }));
    this.layers.selection.replaceChildren(...frames, ...this.#together(placed));
  }

  /** Mark what a picture that is let go would take the place of. @param {import("../store.js").Placed | null} placed */
  target(placed) {
    const { element, groups } = placed ?? {};
    this.layers.target.replaceChildren(...(element ? [node("polygon", { class: "frame-target", points: points(cornersOnPage(element, groups)) })] : []));
  }

  // Handles of the one element, or of the box around several that stand side by side.
  #together(placed) {
    if (!placed.length || !placed.every(({ groups }) => groups.at(-1) === placed[0].groups.at(-1))) return [];
    const elements = placed.map(({ element }) => element);
    const [isOne, { groups }] = [placed.length === 1, placed[0]];
    const box = isOne ? elements[0] : boundsOfMany(elements);
    const corners = cornersOnPage(box, groups);
    const may = { moves: elements.every(mayMove), sizes: elements.every(maySize) && (isOne || elements.every(mayMove)) };
    const around = isOne ? [] : [node("polygon", { class: "frame-many", points: points(corners) })];
    return elements.every(mayChange) ? [...around, ...handlesOf(corners, may, this.pxPerMm)] : around;
  }

  /** @param {{x: number, y: number, width: number, height: number} | null} box */
  marquee(box) {
    this.layers.marquee.replaceChildren(...(box ? [node("rect", { class: "frame-marquee", ...box })] : []));
  }
}
