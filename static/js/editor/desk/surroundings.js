/** What is around that which is moved or pulled: what it snaps to, and how far it may go. Lengths in mm. */

import { safeMargin } from "../document/page_sizes.js";
import { boundsOnPage } from "../geometry/geometry.js";
import { prepare } from "../snapping/snapping.js";

// How near something snaps, in px on the screen.
const SNAP_PX = 6;

/**
 * @param {import("../main.js").Editor} editor
 * @param {import("../store.js").Placed[]} moving what does not count as standing still
 * @returns {import("../snapping/snapping.js").SnapOptions} for all of one pull
 */
export function surroundingsOf({ store, preferences, frame }, moving) {
  const { page, document } = store;
  const taken = new Set(moving.flatMap(({ element, groups }) => [element.id, ...groups.map(({ id }) => id)]));
  const stays = ({ id, hidden }) => !hidden && !taken.has(id);
  const groups = moving[0]?.groups ?? [];
  const beside = groups.at(-1)?.elements.filter(stays).map((element) => boundsOnPage(element, groups)) ?? [];
  const others = [...page.elements.filter(stays).map((element) => boundsOnPage(element, [])), ...beside];
  const index = prepare(others, {
    page: { width: page.width, height: page.height, bleed: document.bleed ?? 0, margin: safeMargin(page) },
    guides: preferences.get("guides") ? { x: page.guides?.x ?? [], y: page.guides?.y ?? [] } : undefined,
    grid: preferences.get("snapToGrid") ? preferences.get("gridSize") : 0,
  });
  return { index, tolerance: SNAP_PX / frame.pxPerMm };
}

/**
 * @param {import("../main.js").Editor} editor
 * @returns {import("../geometry/boxes.js").Bounds | null} where things must stay, if it was so chosen
 */
export function areaOf({ store: { page }, preferences }) {
  const inset = { page: 0, safe: safeMargin(page) }[preferences.get("keepInside")];
  if (inset === undefined) return null;
  return { x: inset, y: inset, width: page.width - 2 * inset, height: page.height - 2 * inset };
}
