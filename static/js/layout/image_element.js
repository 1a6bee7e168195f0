/** A picture in its box: contained, covering (cut at the box) or stretched; cropped, cut to a shape, framed. */

import { FabricObject } from "fabric";

import { edgeOf } from "./geometry.js";
import { isolated } from "./isolation.js";
import { escapeXml, number } from "./markup.js";
import { finite, mm } from "./units.js";

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const share = (value, least, most) => Math.min(most, Math.max(least, finite(value, least)));
let cuts = 0;

// Of the picture's sides; a hundredth stays at least.
function cropOf(crop) {
  if (!crop) return WHOLE;
  const [x, y] = [share(crop.x, 0, 0.99), share(crop.y, 0, 0.99)];
  return { x, y, width: share(crop.width, 0.01, 1 - x), height: share(crop.height, 0.01, 1 - y) };
}

/**
 * The picture that a source names, `asset:<id>` or `field:<key>`.
 *
 * @param {{source: string}} holder element or background
 * @param {object} context see `layoutContext`; warned of a picture that is not there
 * @param {string} id of the element, for the warning
 * @returns {object | null} see `loadPictures`
 */
export function pictureOf({ source }, context, id) {
  const [kind, name] = source.split(/:(.*)/s);
  const asset = kind === "field" ? (context.values[name] ?? "") : name;
  if (kind === "field" && asset === "") return context.placeholder;
  const picture = context.pictures.get(asset);
  if (!picture) context.warn(id, { code: "missing_image", name: asset });
  return picture ?? (kind === "field" ? context.placeholder : null);
}

export class ImageElement extends isolated(FabricObject) {
  static type = "ImageElement";

  /**
   * @param {{picture: {image: CanvasImageSource, width: number, height: number, url: string}, fitting: string, crop?: object, mask?: object}}
   *   options `picture` is loaded already; `url` comes from the page itself, never from a document
   */
  constructor({ picture, fitting, crop, mask, ...options }) {
    super();
    this.setOptions({ picture, fitting, crop, mask, objectCaching: false, fill: null, ...options });
  }

  /**
   * Where things are, from the centre of the box: `seen` is what is left of the picture, `whole` the picture itself.
   * What stands out of the box is cut.
   */
  placed() {
    const crop = cropOf(this.crop);
    const [width, height] = [this.picture.width * crop.width, this.picture.height * crop.height];
    const scales = [this.width / width, this.height / height];
    const scale = { contain: Math.min(...scales), cover: Math.max(...scales) }[this.fitting];
    const [across, down] = scale ? [width * scale, height * scale] : [this.width, this.height];
    const whole = { width: across / crop.width, height: down / crop.height };
    const [seenAcross, seenDown] = [Math.min(across, this.width), Math.min(down, this.height)];
    return {
      seen: { x: -seenAcross / 2, y: -seenDown / 2, width: seenAcross, height: seenDown },
      whole: { x: -across / 2 - crop.x * whole.width, y: -down / 2 - crop.y * whole.height, ...whole },
    };
  }

  // A mask cuts what is seen, and a frame follows its edge.
  edge(seen) {
    const { shape, radius, points, innerRatio } = this.mask ?? {};
    const corners = Math.round(share(points ?? 5, 3, 100));
    return edgeOf({ shape, radius: mm(Math.max(0, finite(radius))), points: corners, innerRatio: finite(innerRatio, 0.5) }, seen);
  }

  hasOverlap() {
    return this.hasStroke();
  }

  _render(context) {
    const { seen, whole } = this.placed();
    const edge = new Path2D(this.edge(seen));
    context.save();
    if (this.mask || standsOut(whole, seen)) context.clip(edge);
    context.imageSmoothingQuality = "high";
    context.drawImage(this.picture.image, whole.x, whole.y, whole.width, whole.height);
    context.restore();
    if (!this.hasStroke()) return;
    context.save();
    this._setLineDash(context, this.strokeDashArray);
    this._setStrokeStyles(context, this);
    context.stroke(edge);
    context.restore();
  }

  // The picture is drawn whole and cut by a clip: cut by `preserveAspectRatio` it would be decoded, cropped
  // and packed anew for each page of a print, at a hundred times the cost.
  _toSVG() {
    const { seen, whole } = this.placed();
    const image = `<image href="${escapeXml(this.picture.url)}" ${placeOf(whole)} preserveAspectRatio="none" />`;
    const frame = this.hasStroke() ? `<path d="${this.edge(seen)}" fill="none" />` : "";
    return ["<g ", "COMMON_PARTS", ">", this.cut(image, seen, whole), frame, "</g>\n"];
  }

  cut(image, seen, whole) {
    if (this.mask) {
      const id = `cut-${(cuts += 1)}`;
      return `<clipPath id="${id}"><path d="${this.edge(seen)}" /></clipPath><g clip-path="url(#${id})">${image}</g>`;
    }
    if (!standsOut(whole, seen)) return image;
    const { x, y, width, height } = seen;
    const view = `viewBox="${number(x)} ${number(y)} ${number(width)} ${number(height)}"`;
    return `<svg ${placeOf(seen)} ${view}>${image}</svg>`;
  }
}

const standsOut = (whole, seen) => whole.width > seen.width + 0.01 || whole.height > seen.height + 0.01;

const placeOf = ({ x, y, width, height }) =>
  `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
