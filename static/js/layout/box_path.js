/** A path that keeps the box of its element: Fabric's own takes the box of its points. */

import { Path, Point, util } from "fabric";

import { shaded } from "./shading.js";

export class BoxPath extends shaded(Path) {
  static type = "BoxPath";

  /**
   * @param {Array<Array<string|number>>} commands in px from the top left corner of the box
   * @param {{width: number, height: number}} options box in px, and Fabric's properties
   */
  constructor(commands, { width, height, ...options }) {
    super(commands, options);
    this.set({ width, height, pathOffset: new Point(width / 2, height / 2) });
  }
}

/**
 * SVG path data in a view box as commands in px in a box; the stroke is not scaled.
 *
 * @param {string} data
 * @param {[number, number]} viewBox width and height of the area that `data` is drawn in
 */
export function scaledCommands(data, viewBox, width, height) {
  const [sx, sy] = [width / viewBox[0], height / viewBox[1]];
  const commands = util.makePathSimpler(util.parsePath(data));
  return commands.map(([command, ...coordinates]) => [
    command,
    ...coordinates.map((value, at) => value * (at % 2 ? sy : sx)),
  ]);
}
