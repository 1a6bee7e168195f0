/** Pictures with too few pixels for the size that they are printed in. */

import { updateElements } from "../../document/commands.js";
import { resolutionOf, SOFT_DPI } from "../../document/picture_elements.js";
import { round } from "../../geometry/units.js";
import { about } from "../problem.js";

/** Pixels to an inch on paper that look coarse at once; `SOFT_DPI` is what print asks for at least. */
const COARSE_DPI = 100;

// As large as it may be, about the same centre.
function smaller({ x, y, width, height }, factor) {
  const [narrower, lower] = [round(width * factor), round(height * factor)];
  return { x: round(x + (width - narrower) / 2), y: round(y + (height - lower) / 2), width: narrower, height: lower };
}

const levelOf = (dpi) => (dpi < COARSE_DPI ? "error" : "warning");
const worded = (dpi) => `Only ${Math.floor(dpi)} dpi in print`;
const assetOf = ({ source }) => /^asset:(.*)$/s.exec(source)?.[1];

export const resolution = {
  name: "resolution",
  needs: (view) => [view.pictures, view.stamp],
  element(place, view) {
    const { element } = place;
    const id = element.type === "image" && assetOf(element);
    if (!id) return [];
    const picture = view.pictures.get(id);
    if (!picture) return [about("error", "no_picture", place, "The picture is gone", "Nothing is drawn in its place: choose another one.")];
    const dpi = picture.isVector ? Infinity : resolutionOf(element, picture);
    if (dpi >= SOFT_DPI) return [];
    const mend = {
      label: `Make it smaller, for ${SOFT_DPI} dpi`,
      edit: (document) => updateElements(document, { [element.id]: smaller(element, dpi / SOFT_DPI) }),
    };
    return [about(levelOf(dpi), "low_resolution", place, worded(dpi), "The picture will look coarse on paper. A larger one would help too.", [mend])];
  },
};

/** Pictures behind whole pages, with their bleed. */
export const backgrounds = {
  name: "backgrounds",
  document: ({ document, pictures }) =>
    document.pages.flatMap(({ width, height, background }, page) => {
      const picture = background?.type === "image" && pictures.get(assetOf(background));
      if (!picture || picture.isVector) return [];
      const bleed = 2 * (document.bleed ?? 0);
      const dpi = resolutionOf({ width: width + bleed, height: height + bleed, fit: background.fit ?? "cover" }, picture);
      if (dpi >= SOFT_DPI) return [];
      const what = `Background of page ${page + 1}: ${worded(dpi).toLowerCase()}`;
      return [{ level: levelOf(dpi), code: "low_resolution", ids: [], what, why: "It will look coarse on paper: choose a larger picture.", mends: [] }];
    }),
};
