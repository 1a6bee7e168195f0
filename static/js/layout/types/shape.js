/** Rectangles, ellipses, polygons and stars. */

import { Ellipse, Rect } from "fabric";

import { BoxPath } from "../box_path.js";
import { polygonPath, starPath } from "../geometry.js";
import { fillOf, shadeOf, strokeOf } from "../paint.js";
import { shaded } from "../shading.js";
import { finite, mm } from "../units.js";

const RectElement = shaded(Rect);
const EllipseElement = shaded(Ellipse);

/** @type {import("./index.js").ElementType} */
export const shape = {
  name: "shape",
  label: "Shape",
  isFixed: () => true,
  build(element, context, place) {
    const { width, height } = place;
    const paint = { ...fillOf(element.fill, width, height), ...strokeOf(element.stroke), shade: shadeOf(element.shadow) };
    const points = Math.round(Math.min(100, Math.max(3, finite(element.points, 5))));
    if (element.shape === "ellipse") {
      return new EllipseElement({ ...place, ...paint, rx: width / 2, ry: height / 2 });
    }
    if (element.shape === "polygon") return new BoxPath(polygonPath(width, height, points), { ...place, ...paint });
    if (element.shape === "star") {
      const ratio = finite(element.innerRatio, 0.5);
      return new BoxPath(starPath(width, height, points, ratio), { ...place, ...paint });
    }
    const radius = Math.min(mm(finite(element.radius)), width / 2, height / 2);
    return new RectElement({ ...place, ...paint, rx: radius, ry: radius });
  },
};
