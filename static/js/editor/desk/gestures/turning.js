/** Turning by the handle above: one element about its centre, several about that of the box around them. */

import { differences } from "../../document/commands.js";
import { boundsOfMany, boundsOnPage, centreOf, isInside, pointInside, rotateTo, turnMany, turnOf } from "../../geometry/geometry.js";
import { areaOf } from "../surroundings.js";
import { pull } from "./pull.js";

const STEP_DEG = 15;

/**
 * Shift turns in steps.
 *
 * @param {import("../../main.js").Editor} editor
 * @param {import("../../store.js").Placed[]} placed side by side
 * @returns {import("./pull.js").Gesture}
 */
export function turning(editor, placed) {
  const elements = placed.map(({ element }) => element);
  const { groups } = placed[0];
  const centre = centreOf(boundsOfMany(elements));
  const area = areaOf(editor);
  const isKept = (made) => !area || isInside(boundsOnPage(boundsOfMany(made), groups), area);
  const wasInside = isKept(elements);
  let last = elements;
  return pull(editor, "Rotate", (point, event) => {
    const pointer = pointInside(point, groups);
    const step = event.shiftKey ? STEP_DEG : 0;
    const angle = turnOf(centre, pointer, { step });
    const made = elements.length > 1 ? turnMany(elements, centre, angle) : [rotateTo(elements[0], pointer, { step })];
    if (!wasInside || isKept(made)) last = made;
    const changes = last.map((element, at) => [element.id, differences(elements[at], element)]);
    return { note: `${elements.length > 1 ? angle : (made[0].rotation ?? 0)}°`, changes: Object.fromEntries(changes) };
  });
}
