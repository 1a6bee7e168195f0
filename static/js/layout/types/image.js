/** Pictures: of the team, or of each recipient. */

import { ImageElement, pictureOf } from "../image_element.js";
import { strokeOf } from "../paint.js";

/** @type {import("./index.js").ElementType} */
export const image = {
  name: "image",
  label: "Picture",
  isFixed: (element) => !element.source.startsWith("field:"),
  build(element, context, place) {
    const picture = pictureOf(element, context, element.id);
    if (!picture) return null;
    const { fit: fitting = "contain", crop, mask } = element;
    return new ImageElement({ ...place, ...strokeOf(element.stroke), picture, fitting, crop, mask });
  },
};
