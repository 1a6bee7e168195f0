/** Groups: their members' coordinates start at the top left corner. */

import { buildElements, insideOf } from "../elements.js";
import { GroupElement } from "../group_element.js";
import { isFixed } from "../page.js";

/** @type {import("./index.js").ElementType} */
export const group = {
  name: "group",
  label: "Group",
  isFixed: (element) => element.elements.every(isFixed),
  build: (element, context, place, origin) =>
    new GroupElement(buildElements(element.elements, context, insideOf(place, origin)), place),
};
