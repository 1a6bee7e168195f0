/**
 * The checks of a design. Each has a `name` and one of
 * - `element(place, view)`: problems of one element. Its result is kept until the element, a group around it or one of what
 *   `needs(view, place)` lists is another; hidden elements are passed over unless it is `alsoHidden`;
 * - `document(view)`: problems of the design as a whole.
 * A new check is a module that is listed here.
 */

import { bindings } from "./checks/bindings.js";
import { codes } from "./checks/codes.js";
import { content } from "./checks/content.js";
import { contrast } from "./checks/contrast.js";
import { conditions, formulas } from "./checks/expressions.js";
import { faces } from "./checks/faces.js";
import { fit } from "./checks/fit.js";
import { glyphs, scripts } from "./checks/glyphs.js";
import { placement } from "./checks/placement.js";
import { backgrounds, resolution } from "./checks/resolution.js";
import { types } from "./checks/types.js";
import { whole } from "./checks/whole.js";

export const CHECKS = [
  bindings,
  conditions,
  formulas,
  fit,
  glyphs,
  scripts,
  placement,
  resolution,
  backgrounds,
  contrast,
  codes,
  faces,
  content,
  types,
  whole,
];
