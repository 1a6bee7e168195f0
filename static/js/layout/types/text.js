/** Texts: lines that are laid out already. */

import { fillOf, shadeOf, strokeOf } from "../paint.js";
import { placeholdersOf } from "../placeholders.js";
import { TextElement } from "../text_element.js";
import { layoutText } from "../text_layout.js";

// Outside of the letters: drawn below them and twice as wide, for they cover its inner half.
function outlineOf({ stroke, strokePlace }) {
  const drawn = strokeOf(stroke);
  if (strokePlace !== "outside") return drawn;
  return { ...drawn, strokeWidth: 2 * drawn.strokeWidth, paintFirst: "stroke" };
}

/** @type {import("./index.js").ElementType} */
export const text = {
  name: "text",
  label: "Text",
  isFixed: (element) => placeholdersOf(element.text).length === 0,
  build(element, context, place) {
    const layout = layoutText(element, context);
    if (!layout) return null;
    for (const fault of layout.faults) context.warn(element.id, fault);
    if (layout.bound) context.texts.push({ element: element.id, text: layout.text });
    return new TextElement({
      ...place,
      ...fillOf(element.fill === undefined ? "#000000" : element.fill, place.width, place.height),
      ...outlineOf(element),
      shade: shadeOf(element.shadow),
      layout,
    });
  },
};
