/** What types of elements tell themselves: `problems` of their module in static/js/layout/types/. */

import { about } from "../problem.js";

export const types = {
  name: "types",
  needs: (view) => [view.sets],
  element: (place, view) => view.told(place.element).map((what) => about("warning", "type", place, what, "It is so with the sample values.")),
};
