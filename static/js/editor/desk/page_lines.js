/** The lines of the page itself: its edge, bleed, safe area, grid and guides. In mm. */

import { safeMargin } from "../document/page_sizes.js";
import { MARGIN } from "./stage.js";
import { node } from "./svg.js";

const LEAST_MESH_PX = 5;

export class PageLines {
  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    editor.preferences.addEventListener("change", () => this.show());
  }

  show() {
    const { frame, store, preferences } = this.editor;
    const { page, shown } = store;
    const lines = [outside(page), box("frame-page", page, 0)];
    if (preferences.get("grid")) lines.push(grid(page, preferences.get("gridSize"), frame.pxPerMm));
    if (shown.bleed) lines.push(box("frame-bleed", page, -shown.bleed));
    if (preferences.get("safeArea")) lines.push(box("frame-safe", page, safeMargin(page)));
    frame.layers.page.replaceChildren(...lines);
    this.#guides(page);
  }

  #guides(page) {
    const { frame, preferences } = this.editor;
    const layer = frame.layers.guides;
    const focused = layer.contains(document.activeElement) ? document.activeElement.dataset.guide : null;
    const { x = [], y = [] } = preferences.get("guides") ? (page.guides ?? {}) : {};
    layer.replaceChildren(...x.map((at, index) => this.#guide("x", at, index, page)), ...y.map((at, index) => this.#guide("y", at, index, page)));
    if (focused) layer.querySelector(`[data-guide="${focused}"]`)?.focus({ preventScroll: true });
  }

  // A slider to assistive technology: it has one value, which arrows change.
  #guide(axis, at, index, page) {
    const { preferences } = this.editor;
    const length = axis === "x" ? page.width : page.height;
    const guide = node("g", {
      class: "frame-ruled",
      "data-guide": `${axis} ${index}`,
      tabindex: 0,
      role: "slider",
      "aria-orientation": axis === "x" ? "horizontal" : "vertical",
      "aria-label": axis === "x" ? "Vertical guide" : "Horizontal guide",
      "aria-valuemin": -MARGIN,
      "aria-valuemax": length + MARGIN,
      "aria-valuenow": at,
      "aria-valuetext": `${preferences.short(at)} ${preferences.get("unit")}`,
    });
    const ends =
      axis === "x" ? { x1: at, x2: at, y1: -MARGIN, y2: page.height + MARGIN } : { y1: at, y2: at, x1: -MARGIN, x2: page.width + MARGIN };
    guide.append(node("line", { class: "frame-ruled-grip", ...ends }), node("line", { class: "frame-ruled-line", ...ends }));
    return guide;
  }
}

function outside({ width, height }) {
  const around = `M${-MARGIN} ${-MARGIN}h${width + 2 * MARGIN}v${height + 2 * MARGIN}h${-width - 2 * MARGIN}z`;
  return node("path", { class: "frame-outside", d: `${around}M0 0v${height}h${width}v${-height}z` });
}

const box = (name, page, inset) =>
  node("rect", { class: name, x: inset, y: inset, width: Math.max(0, page.width - 2 * inset), height: Math.max(0, page.height - 2 * inset) });

// From afar every second, fifth or tenth line: so many that they can still be told apart.
function grid({ width, height }, mesh, pxPerMm) {
  const shown = [1, 2, 5, 10, 20].map((times) => times * mesh).find((size) => size * pxPerMm >= LEAST_MESH_PX) ?? 50 * mesh;
  const count = (length) => Array.from({ length: Math.ceil(length / shown - 0.001) - 1 }, (_, index) => (index + 1) * shown);
  const d = [...count(width).map((x) => `M${x} 0V${height}`), ...count(height).map((y) => `M0 ${y}H${width}`)].join("");
  return node("path", { class: "frame-grid", d });
}
