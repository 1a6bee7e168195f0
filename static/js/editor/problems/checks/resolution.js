/** Pictures with too few pixels for the size that they are printed in. */

import { updateElements } from "../../document/commands.js";
import { round } from "../../geometry/units.js";
import { about } from "../places.js";

/** Pixels to an inch on paper: what print asks for at least, and what looks coarse at once. */
const SOFT_DPI = 150;
const COARSE_DPI = 100;
const MM_PER_INCH = 25.4;

/** @returns {number} pixels to an inch in the direction that has fewer */
export function dpiOf(element, picture) {
  const crop = element.crop ?? { width: 1, height: 1 };
  const [across, down] = [(picture.width * crop.width * MM_PER_INCH) / element.width, (picture.height * crop.height * MM_PER_INCH) / element.height];
  // Contained, the picture is as large as its longer side allows; covering, as its shorter one asks.
  return (element.fit ?? "contain") === "contain" ? Math.max(across, down) : Math.min(across, down);
}

// As large as it may be, about the same centre.
function smaller({ x, y, width, height }, factor) {
  const [narrower, lower] = [round(width * factor), round(height * factor)];
  return { x: round(x + (width - narrower) / 2), y: round(y + (height - lower) / 2), width: narrower, height: lower };
}

export const resolution = {
  name: "resolution",
  needs: (view) => [view.pictures],
  element(place, view) {
    const { element } = place;
    const id = element.type === "image" && /^asset:(.*)$/s.exec(element.source)?.[1];
    if (!id) return [];
    const picture = view.pictures.get(id);
    if (!picture) return [about("error", "no_picture", place, "The picture is gone", "Nothing is drawn in its place: choose another one.")];
    if (picture.isVector) return [];
    const dpi = dpiOf(element, picture);
    if (dpi >= SOFT_DPI) return [];
    const level = dpi < COARSE_DPI ? "error" : "warning";
    const mend = {
      label: `Make it smaller, for ${SOFT_DPI} dpi`,
      edit: (document) => updateElements(document, { [element.id]: smaller(element, dpi / SOFT_DPI) }),
    };
    return [about(level, "low_resolution", place, `Only ${Math.floor(dpi)} dpi in print`, "The picture will look coarse on paper. A larger one would help too.", [mend])];
  },
};
