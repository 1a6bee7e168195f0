/**
 * The text element: lines that are laid out already, each drawn as ONE run on the canvas and as one SVG
 * `<text>` with the same properties, so that the browser shapes both alike.
 */

import { FabricObject } from "fabric";

import { escapeXml, number } from "./markup.js";
import { applyFont } from "./ruler.js";
import { shaded } from "./shading.js";

class Lines extends FabricObject {
  static cacheProperties = [...FabricObject.cacheProperties, "layout"];

  _render(context) {
    const { face, size, lines } = this.layout;
    context.save();
    // Gradients are in the coordinates of the box, and so are the lines.
    context.translate(-this.width / 2, -this.height / 2);
    applyFont(context, face, size);
    const paints = this.paints(context);
    for (const line of lines) {
      context.letterSpacing = `${line.letterSpacing}px`;
      context.wordSpacing = `${line.wordSpacing}px`;
      context.direction = line.direction;
      for (const draw of paints) draw(line);
    }
    context.restore();
  }

  paints(context) {
    const paints = [];
    const live = (filler) => (filler.toLive ? filler.toLive(context) : filler);
    if (this.hasFill()) {
      context.fillStyle = live(this.fill);
      paints.push((line) => context.fillText(line.run, line.x, line.baseline));
    }
    if (this.hasStroke()) {
      context.strokeStyle = live(this.stroke);
      context.lineWidth = this.strokeWidth;
      context.lineCap = this.strokeLineCap;
      context.lineJoin = this.strokeLineJoin;
      context.miterLimit = this.strokeMiterLimit;
      context.setLineDash(this.strokeDashArray ?? []);
      paints.push((line) => context.strokeText(line.run, line.x, line.baseline));
    }
    return this.paintFirst === "stroke" ? paints.reverse() : paints;
  }

  _toSVG() {
    const { face, size, lines } = this.layout;
    const font =
      `font-family="${escapeXml(face.stack)}" font-size="${number(size)}" font-weight="${number(face.weight)}" ` +
      `font-style="${face.style === "italic" ? "italic" : "normal"}" text-rendering="geometricPrecision" ` +
      `${face.caps === "small-caps" ? 'font-variant="small-caps" ' : ""}lang="${escapeXml(face.language)}" xml:space="preserve" `;
    return ["<g ", "COMMON_PARTS", font, ">\n", ...lines.map((line) => this.lineToSvg(line)), "</g>\n"];
  }

  lineToSvg(line) {
    const { direction, pieces, letterSpacing, wordSpacing } = line;
    // A run from right to left starts at its right edge.
    const start = (direction === "rtl" ? line.x + line.advance : line.x) - this.width / 2;
    const content = pieces.map(({ text, isolate }) =>
      isolate
        ? `<tspan direction="${isolate}" unicode-bidi="isolate">${escapeXml(text)}</tspan>`
        : escapeXml(text),
    );
    return (
      `<text x="${number(start)}" y="${number(line.baseline - this.height / 2)}" direction="${direction}" ` +
      `letter-spacing="${number(letterSpacing)}" word-spacing="${number(wordSpacing)}">${content.join("")}</text>\n`
    );
  }
}

export class TextElement extends shaded(Lines) {
  static type = "TextElement";

  /** A faded group would be a form of its own in the PDF, where readers find the words a second time. */
  shadesFillAlone = true;

  /** @param {{layout: object}} options `layout` from `layoutText`, and Fabric's properties */
  constructor({ layout, ...options }) {
    super();
    this.setOptions({ layout, objectCaching: false, ...options });
  }
}
