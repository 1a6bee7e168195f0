/** A picture in its box: contained, covering (cut at the box) or stretched. */

import { FabricObject } from "fabric";

import { escapeXml, number } from "./markup.js";

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

  // The whole picture's place, from the centre of the box: what stands out of the box is cut.
  placed() {
    const { width, height } = this.picture;
    const scales = [this.width / width, this.height / height];
    const scale = { contain: Math.min(...scales), cover: Math.max(...scales) }[this.fitting];
    return scale ? { width: width * scale, height: height * scale } : { width: this.width, height: this.height };
  }

  _render(context) {
    const { width, height } = this.placed();
    context.save();
    context.beginPath();
    context.rect(-this.width / 2, -this.height / 2, this.width, this.height);
    context.clip();
    context.imageSmoothingQuality = "high";
    context.drawImage(this.picture.image, -width / 2, -height / 2, width, height);
    context.restore();
  }

  // The picture is drawn whole and cut by a clip: cut by `preserveAspectRatio` it would be decoded, cropped
  // and packed anew for each page of a print, at a hundred times the cost.
  _toSVG() {
    const { width, height } = this.placed();
    const box = `x="${number(-this.width / 2)}" y="${number(-this.height / 2)}" width="${number(this.width)}" height="${number(this.height)}"`;
    const view = `viewBox="${number(-this.width / 2)} ${number(-this.height / 2)} ${number(this.width)} ${number(this.height)}"`;
    const place = `x="${number(-width / 2)}" y="${number(-height / 2)}" width="${number(width)}" height="${number(height)}"`;
    const image = `<image href="${escapeXml(this.picture.url)}" ${place} preserveAspectRatio="none" />`;
    const cut = width > this.width + 0.01 || height > this.height + 0.01;
    return ["<g ", "COMMON_PARTS", ">", cut ? `<svg ${box} ${view}>${image}</svg>` : image, "</g>\n"];
  }
}
