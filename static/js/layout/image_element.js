/** A picture in its box: contained, covering (cut at the box) or stretched. */

import { FabricObject } from "fabric";

import { escapeXml, number } from "./markup.js";

const ASPECTS = { contain: "xMidYMid meet", cover: "xMidYMid slice", stretch: "none" };

export class ImageElement extends FabricObject {
  static type = "ImageElement";

  /**
   * @param {{picture: {image: CanvasImageSource, width: number, height: number, url: string}, fitting: string}} options
   *   `picture` is loaded already; `url` comes from the page itself, never from a document
   */
  constructor({ picture, fitting, ...options }) {
    super();
    this.setOptions({ picture, fitting, objectCaching: false, ...options });
  }

  _render(context) {
    const { image, width, height } = this.picture;
    const scales = [this.width / width, this.height / height];
    const scale = { contain: Math.min(...scales), cover: Math.max(...scales) }[this.fitting];
    const [drawnWidth, drawnHeight] = scale ? [width * scale, height * scale] : [this.width, this.height];
    context.save();
    context.beginPath();
    context.rect(-this.width / 2, -this.height / 2, this.width, this.height);
    context.clip();
    context.imageSmoothingQuality = "high";
    context.drawImage(image, -drawnWidth / 2, -drawnHeight / 2, drawnWidth, drawnHeight);
    context.restore();
  }

  _toSVG() {
    const box = `x="${number(-this.width / 2)}" y="${number(-this.height / 2)}" width="${number(this.width)}" height="${number(this.height)}"`;
    const aspect = ASPECTS[this.fitting] ?? ASPECTS.contain;
    return [
      "<image ",
      "COMMON_PARTS",
      `href="${escapeXml(this.picture.url)}" ${box} preserveAspectRatio="${aspect}" />\n`,
    ];
  }
}
