/** Measures text with a canvas. Widths are linear in the size, so one measure serves every size. */

const CACHE_LIMIT = 40000;

/** Put all that decides the shape of a run on a canvas context: the same list as in the SVG. */
export function applyFont(context, face, size) {
  context.font = `${face.style} ${face.weight} ${size}px ${face.stack}`;
  context.fontKerning = "normal";
  context.fontVariantCaps = face.caps;
  context.textRendering = "geometricPrecision";
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  if ("lang" in context) context.lang = face.language || "inherit";
}

export class Ruler {
  constructor() {
    const canvas = globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : document.createElement("canvas");
    this.context = canvas.getContext("2d");
    this.widths = new Map();
    this.metrics = new Map();
    this.current = "";
  }

  use(face, size, letterSpacing, wordSpacing, direction) {
    const key = `${face.style}|${face.weight}|${face.caps}|${face.stack}|${face.language}|${size}|${letterSpacing}|${wordSpacing}|${direction}`;
    if (key === this.current) return key;
    applyFont(this.context, face, size);
    this.context.letterSpacing = `${letterSpacing}px`;
    this.context.wordSpacing = `${wordSpacing}px`;
    this.context.direction = direction;
    this.current = key;
    return key;
  }

  /**
   * @param {{style: string, weight: number, stack: string, language: string, caps: "normal"|"small-caps"}} face
   * @returns {{advance: number, left: number, right: number, ascent: number, descent: number}} px; the ink
   *   reaches `left` to the left of the start of the run and `right` to the right of it
   */
  measure(text, face, { size, letterSpacing = 0, wordSpacing = 0, direction = "ltr" }) {
    const key = `${this.use(face, size, letterSpacing, wordSpacing, direction)}|${text}`;
    let found = this.widths.get(key);
    if (!found) {
      const box = this.context.measureText(text);
      found = {
        advance: box.width,
        left: box.actualBoundingBoxLeft,
        right: box.actualBoundingBoxRight,
        ascent: box.actualBoundingBoxAscent,
        descent: box.actualBoundingBoxDescent,
      };
      if (this.widths.size > CACHE_LIMIT) this.widths.clear();
      this.widths.set(key, found);
    }
    return found;
  }

  /** Ascent and descent of a face's first family as shares of the size. */
  vertical(face) {
    const key = `${face.style}|${face.weight}|${face.stack}`;
    if (!this.metrics.has(key)) {
      this.use(face, 1000, 0, 0, "ltr");
      const box = this.context.measureText("x");
      this.metrics.set(key, {
        ascent: box.fontBoundingBoxAscent / 1000,
        descent: box.fontBoundingBoxDescent / 1000,
      });
    }
    return this.metrics.get(key);
  }
}
