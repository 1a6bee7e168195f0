/** Moving what is selected. */

import { differences } from "../../document/commands.js";
import { mayMove } from "../../document/locks.js";
import { boundsOfPoints, cornersOnPage, moveBy, wayBack, wayInside } from "../../geometry/geometry.js";
import { snapMove } from "../../snapping/snapping.js";
import { areaOf, surroundingsOf } from "../surroundings.js";
import { pull } from "./pull.js";

const STILL = { dx: 0, dy: 0, lines: [] };
const shifted = (bounds, { x, y }) => ({ ...bounds, x: bounds.x + x, y: bounds.y + y });

/**
 * Shift keeps the way level or upright, Alt goes without snapping.
 *
 * @param {import("../../main.js").Editor} editor
 * @param {{x: number, y: number}} start mm on the page
 * @returns {import("./pull.js").Gesture | null} null when nothing of it may be moved
 */
export function moving(editor, start) {
  const placed = editor.store.placed.filter(({ element }) => mayMove(element));
  if (!placed.length) return null;
  const bounds = boundsOfPoints(placed.flatMap(({ element, groups }) => cornersOnPage(element, groups)));
  const [around, area] = [surroundingsOf(editor, placed), areaOf(editor)];
  return pull(editor, "Move", (point, event) => {
    const way = { x: point.x - start.x, y: point.y - start.y };
    const straight = event.shiftKey && (Math.abs(way.x) > Math.abs(way.y) ? "x" : "y");
    if (straight) way[straight === "x" ? "y" : "x"] = 0;
    const snap = event.altKey ? STILL : snapMove(shifted(bounds, way), around);
    if (straight !== "y") way.x += snap.dx;
    if (straight !== "x") way.y += snap.dy;
    const back = area ? wayBack(shifted(bounds, way), area) : STILL;
    way.x += back.dx;
    way.y += back.dy;
    return { lines: snap.lines, note: noteOf(shifted(bounds, way), editor.preferences), changes: movedBy(placed, way) };
  });
}

const noteOf = ({ x, y }, preferences) => `${preferences.short(x)}, ${preferences.short(y)} ${preferences.get("unit")}`;

/**
 * @param {import("../../store.js").Placed[]} placed
 * @param {{x: number, y: number}} way mm on the page
 * @returns {Record<string, object>} changes by id
 */
export function movedBy(placed, way) {
  const changes = placed.map(({ element, groups }) => {
    const inside = wayInside(way, groups);
    return [element.id, differences(element, moveBy(element, inside.x, inside.y))];
  });
  return Object.fromEntries(changes);
}
