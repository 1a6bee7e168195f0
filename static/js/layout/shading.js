/**
 * Hard shadows: the same drawing once more in one colour, moved in the element's own axes, below it. A soft one would
 * become a picture in the PDF, of its own for each certificate.
 */

import { isolated } from "./isolation.js";
import { number } from "./markup.js";

/**
 * @param {typeof import("fabric").FabricObject} Base draws with its `fill` and `stroke`
 * @returns a class that draws a shadow too where it has a `shade`: `{color, dx, dy}` in px
 */
export const shaded = (Base) =>
  class extends isolated(Base) {
    hasOverlap() {
      return Boolean(this.shade) || super.hasOverlap();
    }

    _render(context) {
      if (this.shade) this.#renderShade(context);
      super._render(context);
    }

    #renderShade(context) {
      const { fill, stroke, shade } = this;
      context.save();
      context.translate(shade.dx, shade.dy);
      this.fill = fill && shade.color;
      this.stroke = stroke && shade.color;
      try {
        super._render(context);
      } finally {
        Object.assign(this, { fill, stroke });
      }
      context.restore();
    }

    _toSVG() {
      const parts = super._toSVG();
      if (!this.shade) return parts;
      const { color, dx, dy } = this.shade;
      // The style goes on the group around both; but a path of Fabric's has round caps unless it is told.
      const drawn = parts.map((part) => (part === "COMMON_PARTS" ? `style="stroke-linecap:${this.strokeLineCap}" ` : part)).join("");
      const [fill, stroke] = [this.fill, this.stroke].map((paint) => (paint ? color : "none"));
      const style = `fill:${fill};stroke:${stroke};fill-opacity:1;stroke-opacity:1`;
      const below = `<g transform="translate(${number(dx)} ${number(dy)})" style="${style}">${drawn}</g>`;
      return ["<g ", "COMMON_PARTS", ">\n", below, drawn, "</g>\n"];
    }
  };
