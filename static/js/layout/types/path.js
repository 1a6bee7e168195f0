/** Free shapes in SVG path data. */

import { BoxPath, scaledCommands } from "../box_path.js";
import { fillOf, shadeOf, strokeOf } from "../paint.js";

/** @type {import("./index.js").ElementType} */
export const path = {
  name: "path",
  label: "Drawing",
  isFixed: () => true,
  build(element, context, place) {
    const commands = scaledCommands(element.d, element.viewBox, place.width, place.height);
    return new BoxPath(commands, {
      ...place,
      ...fillOf(element.fill, place.width, place.height),
      ...strokeOf(element.stroke),
      shade: shadeOf(element.shadow),
      fillRule: element.fillRule === "evenodd" ? "evenodd" : "nonzero",
    });
  },
};
