/**
 * Opacity of a whole. SVG fades a group (or a shape with fill and stroke) as one picture; a canvas fades each
 * part, so that lower parts shine through. Isolated classes draw at full strength on a layer of the canvas's
 * own resolution and fade that.
 */

/**
 * Draw on a layer of the canvas's own resolution, and fade that.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} opacity
 * @param {(layer: OffscreenCanvasRenderingContext2D) => void} draw
 */
export function onLayer(context, opacity, draw) {
  const { width, height } = context.canvas;
  const layer = new OffscreenCanvas(width, height).getContext("2d");
  layer.setTransform(context.getTransform());
  draw(layer);
  context.save();
  context.resetTransform();
  context.globalAlpha *= opacity;
  context.drawImage(layer.canvas, 0, 0);
  context.restore();
}

/** @param {typeof import("fabric").FabricObject} Base @returns a class whose opacity acts on the whole */
export const isolated = (Base) =>
  class extends Base {
    /** Has it parts that overlap each other? Groups override. */
    hasOverlap() {
      return this.hasFill() && this.hasStroke();
    }

    render(context) {
      if (this.opacity >= 1 || this.opacity <= 0 || !this.hasOverlap()) {
        super.render(context);
        return;
      }
      const opacity = this.opacity;
      this.opacity = 1;
      try {
        onLayer(context, opacity, (layer) => super.render(layer));
      } finally {
        this.opacity = opacity;
      }
    }
  };
