/**
 * Hard shadows: the same drawing once more in one colour, moved in the element's own axes, below it. A soft one would
 * become a picture in the PDF, of its own for each certificate.
 */

import { isolated, onLayer } from "./isolation.js";
import { number } from "./markup.js";

/**
 * @param {typeof import("fabric").FabricObject} Base draws with its `fill` and `stroke`
 * @returns a class that draws a shadow too where it has a `shade`, of `shadeOf`
 */
export const shaded = (Base) =>
  class extends isolated(Base) {
    hasOverlap() {
      return Boolean(this.shade) || super.hasOverlap();
    }

    _render(context) {
      if (this.shade) {
        const { color, alpha } = this.shade;
        if (this.#isWhole()) onLayer(context, alpha, (layer) => this.#renderShade(layer, color));
        else this.#renderShade(context, this.shade.seen);
      }
      super._render(context);
    }

    // Where fill and outline overlap, a shadow that is seen through would be darker.
    #overlaps() {
      return this.shade.alpha < 1 && this.hasFill() && this.hasStroke();
    }

    // Then it is faded as a whole.
    #isWhole() {
      return this.#overlaps() && !this.shadesFillAlone;
    }

    // Or it is that of the fill alone.
    #shadedStroke() {
      return this.#overlaps() && this.shadesFillAlone ? null : this.stroke;
    }

    #renderShade(context, color) {
      const { fill, stroke, shade } = this;
      context.save();
      context.translate(shade.dx, shade.dy);
      this.fill = fill && color;
      this.stroke = this.#shadedStroke() && color;
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
      const { seen, color, alpha, dx, dy } = this.shade;
      const isWhole = this.#isWhole();
      // The style goes on the group around both; but a path of Fabric's has round caps unless it is told.
      const drawn = parts.map((part) => (part === "COMMON_PARTS" ? `style="stroke-linecap:${this.strokeLineCap}" ` : part)).join("");
      const [fill, stroke] = [this.fill, this.#shadedStroke()].map((paint) => (paint ? (isWhole ? color : seen) : "none"));
      const style = `fill:${fill};stroke:${stroke};fill-opacity:1;stroke-opacity:1;opacity:${isWhole ? number(alpha) : 1}`;
      const below = `<g transform="translate(${number(dx)} ${number(dy)})" style="${style}">${drawn}</g>`;
      return ["<g ", "COMMON_PARTS", ">\n", below, drawn, "</g>\n"];
    }
  };
