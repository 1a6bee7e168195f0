/** Straight lines, from one end to the other. */

import { BoxPath } from "../box_path.js";
import { strokeOf } from "../paint.js";
import { finite, mm } from "../units.js";

/** @type {import("./index.js").ElementType} */
export const line = {
  name: "line",
  label: "Line",
  isFixed: () => true,
  build(element, context, place, origin) {
    const [x1, y1, x2, y2] = [element.x, element.y, element.x2, element.y2].map((value) => mm(finite(value)));
    const [left, top] = [Math.min(x1, x2), Math.min(y1, y2)];
    const box = { width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
    const commands = [
      ["M", x1 - left, y1 - top],
      ["L", x2 - left, y2 - top],
    ];
    return new BoxPath(commands, {
      ...place,
      ...box,
      left: origin.x + left + box.width / 2,
      top: origin.y + top + box.height / 2,
      ...strokeOf(element.stroke),
      fill: null,
    });
  },
};
