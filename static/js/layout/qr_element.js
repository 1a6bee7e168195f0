/** A QR code: its light ground with the quiet zone, and all dark modules as one path. */

import { FabricObject } from "fabric";

import { darkRuns } from "./geometry.js";
import { isolated } from "./isolation.js";
import { escapeXml, number } from "./markup.js";

// ISO/IEC 18004, 5.3.8: four modules on each side.
const QUIET_ZONE = 4;

export class QrElement extends isolated(FabricObject) {
  static type = "QrElement";

  /**
   * @param {{content: string, rows: string[], dark: string, light: string}} options
   *   rows of "0" and "1" without quiet zone; `modules` is set to the modules on each side, with it
   */
  constructor({ content, rows, dark, light, ...options }) {
    super();
    this.setOptions({ content, dark, light, objectCaching: false, ...options });
    this.modules = rows.length + 2 * QUIET_ZONE;
    const module = Math.min(this.width, this.height) / this.modules;
    const origin = (-module * rows.length) / 2;
    this.runs = darkRuns(rows).map((run) => ({
      x: origin + run.x * module,
      y: origin + run.y * module,
      width: run.width * module,
      height: run.height * module,
    }));
  }

  hasOverlap() {
    return true;
  }

  _render(context) {
    context.fillStyle = this.light;
    context.fillRect(-this.width / 2, -this.height / 2, this.width, this.height);
    context.fillStyle = this.dark;
    context.beginPath();
    for (const run of this.runs) context.rect(run.x, run.y, run.width, run.height);
    context.fill();
  }

  _toSVG() {
    const [width, height] = [number(this.width), number(this.height)];
    const path = this.runs
      .map((run) => `M${number(run.x)} ${number(run.y)}h${number(run.width)}v${number(run.height)}h${number(-run.width)}z`)
      .join("");
    return [
      `<g opacity="${number(this.opacity)}">`,
      `<rect x="${number(-this.width / 2)}" y="${number(-this.height / 2)}" width="${width}" height="${height}" fill="${escapeXml(this.light)}" />`,
      `<path d="${path}" fill="${escapeXml(this.dark)}" />`,
      "</g>\n",
    ];
  }
}
