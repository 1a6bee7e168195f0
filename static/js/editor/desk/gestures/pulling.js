/** Pulling a handle: of one element, or of the box around several. */

import { differences } from "../../document/commands.js";
import { mayMove } from "../../document/locks.js";
import { boundsOfMany, boundsOnPage, cornersOnPage, keepsRatio, resize, resizeMany, shareInside, slant, wayInside } from "../../geometry/geometry.js";
import { snapInRatio } from "../../snapping/in_ratio.js";
import { snapMove, snapResize } from "../../snapping/snapping.js";
import { areaOf, surroundingsOf } from "../surroundings.js";
import { pull } from "./pull.js";
import { turning } from "./turning.js";

const SLANT_STEP_DEG = 1;
const isMod = (event) => event.ctrlKey || event.metaKey;
const isCorner = (handle) => handle.length === 2;

/**
 * Shift turns keeping the ratio on or off, Ctrl pulls from the centre, both slant by a side; Alt goes without snapping.
 *
 * @param {import("../../main.js").Editor} editor
 * @param {string} handle of handles.js
 * @param {{x: number, y: number}} start mm on the page
 * @returns {import("./pull.js").Gesture | null}
 */
export function pulling(editor, handle, start) {
  const { placed } = editor.store;
  if (!placed.length) return null;
  if (handle === "rotate") return turning(editor, placed);
  const pulled = { editor, handle, placed, groups: placed[0].groups, around: surroundingsOf(editor, placed), area: areaOf(editor) };
  const step = placed.length > 1 ? several(pulled) : placed[0].element.type === "line" ? lineEnd(pulled) : one(pulled);
  return pull(editor, "Resize", (point, event) => step({ x: point.x - start.x, y: point.y - start.y }, event));
}

function one({ editor, handle, placed: [{ element }], groups, around, area }) {
  const prefers = editor.preferences.get("keepRatio") || keepsRatio(element, handle);
  const isLevel = [element, ...groups].every((each) => !(each.rotation || each.skewX || each.skewY || (each !== element && (each.flipX || each.flipY))));
  return (way, event) => {
    if (isMod(event) && event.shiftKey && !isCorner(handle)) return slanted(way);
    const options = { keepRatio: event.shiftKey !== prefers, fromCentre: isMod(event) && mayMove(element), flips: mayMove(element) };
    const sized = ({ x, y }) => resize(element, handle, x, y, options);
    let [inside, lines] = [wayInside(way, groups), []];
    // Edges of a turned box run along no edge of another.
    if (!event.altKey && isLevel && !options.fromCentre && element.type !== "group" && (!options.keepRatio || isCorner(handle))) {
      const snap = snapResize(boundsOnPage(sized(inside), groups), handle, around);
      const alone = { way: { x: inside.x + snap.dx, y: inside.y + snap.dy }, lines: snap.lines };
      ({ way: inside, lines } = options.keepRatio ? (snapInRatio(element, sized(inside), handle, snap) ?? { way: inside, lines }) : alone);
    }
    const made = sized(area ? within(inside, area, (to) => boundsOnPage(sized(to), groups), options.keepRatio) : inside);
    return { lines, note: sizeNote(made, editor.preferences), changes: { [element.id]: differences(element, made) } };
  };

  function slanted(way) {
    const inside = wayInside(way, groups);
    const made = slant(element, handle, inside.x, inside.y, { step: SLANT_STEP_DEG });
    const angle = handle === "n" || handle === "s" ? made.skewX : made.skewY;
    return { note: `${angle}°`, changes: { [element.id]: differences(element, made) } };
  }
}

function lineEnd({ editor, handle, placed: [{ element }], groups, around, area }) {
  const from = cornersOnPage(element, groups)[handle === "start" ? 0 : 1];
  return (way, event) => {
    const keepRatio = event.shiftKey;
    const end = { x: from.x + way.x, y: from.y + way.y, width: 0, height: 0 };
    const snap = event.altKey || keepRatio ? { dx: 0, dy: 0, lines: [] } : snapMove(end, around);
    const sized = ({ x, y }) => resize(element, handle, x, y, { keepRatio, fromCentre: isMod(event) });
    const wanted = wayInside({ x: way.x + snap.dx, y: way.y + snap.dy }, groups);
    const made = sized(area ? within(wanted, area, (to) => boundsOnPage(sized(to), groups), keepRatio) : wanted);
    const length = Math.hypot(made.x2 - made.x, made.y2 - made.y);
    const note = `${editor.preferences.short(length)} ${editor.preferences.get("unit")}`;
    return { lines: snap.lines, note, changes: { [element.id]: differences(element, made) } };
  };
}

function several({ editor, handle, placed, groups, around, area }) {
  const elements = placed.map(({ element }) => element);
  const bounds = boundsOfMany(elements);
  const prefers = editor.preferences.get("keepRatio") || isCorner(handle);
  return (way, event) => {
    const options = { keepRatio: event.shiftKey !== prefers, fromCentre: isMod(event), flips: true };
    const sized = ({ x, y }) => resizeMany(elements, bounds, handle, x, y, options);
    const boundsAt = (to) => boundsOnPage(boundsOfMany(sized(to)), groups);
    let [inside, lines] = [wayInside(way, groups), []];
    if (!event.altKey && !groups.length && !options.keepRatio && !options.fromCentre) {
      const snap = snapResize(boundsAt(inside), handle, around);
      inside = { x: inside.x + snap.dx, y: inside.y + snap.dy };
      lines = snap.lines;
    }
    const made = sized(area ? within(inside, area, boundsAt, options.keepRatio) : inside);
    const changes = made.map((element, at) => [element.id, differences(elements[at], element)]);
    return { lines, note: sizeNote(boundsOfMany(made), editor.preferences), changes: Object.fromEntries(changes) };
  };
}

// As far as the area allows, first across and then down; in ratio both at once.
function within(way, area, boundsAt, keepRatio) {
  if (keepRatio) {
    const share = shareInside((part) => boundsAt({ x: way.x * part, y: way.y * part }), area);
    return { x: way.x * share, y: way.y * share };
  }
  const x = way.x * shareInside((part) => boundsAt({ x: way.x * part, y: 0 }), area);
  return { x, y: way.y * shareInside((part) => boundsAt({ x, y: way.y * part }), area) };
}

const sizeNote = ({ width, height }, preferences) => `${preferences.short(width)} × ${preferences.short(height)} ${preferences.get("unit")}`;
