/** What lies off the page, too near its edge, or short of the bleed; and lines too thin to print. */

import { updateElements } from "../../document/commands.js";
import { safeMargin } from "../../document/page_sizes.js";
import { moveBy } from "../../geometry/boxes.js";
import { wayInside } from "../../geometry/nesting.js";
import { about, boundsOfPlace } from "../problem.js";

/** A quarter of a point: thinner lines break up or vanish in print. */
const HAIRLINE_MM = 0.09;
const THIN_MM = 0.2;
const EDGE_MM = 0.5;
const DUST_MM = 0.02;

const isRead = ({ type }) => type === "text" || type === "qr";

// How far to move a box so that it lies inside another; the larger one stays where it begins.
function wayIn(box, { x, y, width, height }) {
  const inward = (low, size, from, room) => (size > room ? 0 : Math.max(0, from - low) + Math.min(0, from + room - low - size));
  return { x: inward(box.x, box.width, x, width), y: inward(box.y, box.height, y, height) };
}

function moveIn(place, box, area) {
  const way = wayIn(box, area);
  if (!way.x && !way.y) return [];
  const { x, y } = wayInside(way, place.groups);
  const { x: left, y: top, ...moved } = moveBy(place.element, x, y);
  const ends = place.element.type === "line" ? { x2: moved.x2, y2: moved.y2 } : {};
  return [{ label: "Move it inside", edit: (document) => updateElements(document, { [place.element.id]: { x: left, y: top, ...ends } }) }];
}

const isOutside = (box, { width, height }) => box.x >= width || box.y >= height || box.x + box.width <= 0 || box.y + box.height <= 0;
const isWithin = (box, area) =>
  box.x >= area.x - DUST_MM && box.y >= area.y - DUST_MM && box.x + box.width <= area.x + area.width + DUST_MM && box.y + box.height <= area.y + area.height + DUST_MM;

const inset = ({ width, height }, by) => ({ x: by, y: by, width: width - 2 * by, height: height - 2 * by });

function placeProblems(place, view) {
  const page = view.document.pages[place.page];
  if (place.element.elements) return [];
  const box = view.inkOf(place) ?? boundsOfPlace(place);
  if (isOutside(box, page)) {
    const mends = moveIn(place, box, inset(page, safeMargin(page)));
    return [about(isRead(place.element) ? "error" : "warning", "off_page", place, "It lies off the page", "It is not printed.", mends)];
  }
  if (!isRead(place.element)) return groundProblems(place, box, page, view.document.bleed ?? 0);
  const safe = inset(page, safeMargin(page));
  if (isWithin(box, safe)) return [];
  const mends = moveIn(place, box, safe);
  if (!isWithin(box, inset(page, 0))) return [about("error", "cut_off", place, "It runs over the edge of the page", "A part of it is cut off.", mends)];
  const why = "Cutters are off by a millimetre or two, and printers leave a margin.";
  return [about("warning", "near_edge", place, `It is nearer to the edge than ${safeMargin(page)} mm`, why, mends)];
}

// A drawing may run off the page, and so may a picture behind all; any other picture is meant to be seen whole.
function groundProblems(place, box, page, bleed) {
  const isWhole = place.element.type === "image" && box.width * box.height < (page.width * page.height) / 2;
  if (isWhole && !isWithin(box, inset(page, -bleed))) {
    const mends = moveIn(place, box, inset(page, safeMargin(page)));
    return [about("warning", "cut_off", place, "It runs over the edge of the page", "A part of it is cut off.", mends)];
  }
  return place.groups.length ? [] : shortOfBleed(place, page, bleed);
}

// A ground that ends at the cut shows a white edge when the cutter is off. Only what lies level, and is filled.
function shortOfBleed(place, page, bleed) {
  const { element } = place;
  const isGround = (element.type === "shape" && element.shape === "rect" && element.fill) || element.type === "image";
  if (!bleed || !isGround || element.rotation || element.skewX || element.skewY || element.radius) return [];
  const sides = { left: element.x, top: element.y, right: page.width - element.x - element.width, bottom: page.height - element.y - element.height };
  const short = Object.entries(sides).filter(([, gap]) => Math.abs(gap) <= EDGE_MM);
  if (!short.length) return [];
  const reach = Object.fromEntries(short.map(([side, gap]) => [side, gap + bleed]));
  const { left = 0, top = 0, right = 0, bottom = 0 } = reach;
  const changes = { x: element.x - left, y: element.y - top, width: element.width + left + right, height: element.height + top + bottom };
  const mend = { label: "Extend it into the bleed", edit: (document) => updateElements(document, { [element.id]: changes }) };
  return [about("warning", "short_of_bleed", place, "It ends where the page is cut", "When the cut is off, a white edge shows.", [mend])];
}

function hairline(place) {
  const { id, stroke } = place.element;
  if (!stroke || !(stroke.width > 0) || stroke.width >= HAIRLINE_MM) return [];
  const mend = { label: `Make it ${THIN_MM} mm`, edit: (document) => updateElements(document, { [id]: { stroke: { ...stroke, width: THIN_MM } } }) };
  return [about("warning", "hairline", place, `A line of ${stroke.width} mm`, "Thinner than a quarter of a point, it may vanish in print.", [mend])];
}

export const placement = {
  name: "placement",
  needs: (view, { page }) => [view.document.pages[page].width, view.document.pages[page].height, view.document.bleed, view.sets],
  element: (place, view) => [...placeProblems(place, view), ...hairline(place)],
};
