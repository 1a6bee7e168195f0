/** Fill and stroke of the document as Fabric properties. */

import { Gradient } from "fabric";

import { LayoutError } from "./errors.js";
import { finite, mm } from "./units.js";

const COLOR = /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i;
const CAPS = ["butt", "round", "square"];
const JOINS = ["miter", "round", "bevel"];

/** A colour as `#rrggbb` or `#rrggbbaa`; anything else is refused, for it would become part of the markup. */
export function colour(value) {
  if (typeof value !== "string" || !COLOR.test(value)) throw new LayoutError("bad_colour", "A colour is not valid.");
  if (value.length === 7) return value;
  const channel = (at) => parseInt(value.slice(at, at + 2), 16);
  return `rgba(${channel(1)},${channel(3)},${channel(5)},${Math.round((channel(7) / 255) * 1000) / 1000})`;
}

const stopsOf = (paint) =>
  paint.stops.map((stop) => ({ offset: Math.min(1, Math.max(0, finite(stop.offset))), color: colour(stop.color) }));

// As in CSS, the line is as long as it takes for the corners of the box to get the end colours.
function linear(paint, width, height) {
  const angle = (finite(paint.angle) * Math.PI) / 180;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const half = (Math.abs(width * dx) + Math.abs(height * dy)) / 2;
  const coords = {
    x1: width / 2 - dx * half,
    y1: height / 2 - dy * half,
    x2: width / 2 + dx * half,
    y2: height / 2 + dy * half,
  };
  return new Gradient({ type: "linear", gradientUnits: "pixels", coords, colorStops: stopsOf(paint) });
}

function radial(paint, width, height) {
  const [x, y] = [width / 2, height / 2];
  const coords = { x1: x, y1: y, x2: x, y2: y, r1: 0, r2: Math.max(x, y) };
  return new Gradient({ type: "radial", gradientUnits: "pixels", coords, colorStops: stopsOf(paint) });
}

/** @param {null|string|object} paint of the document @param width @param height box in px */
export function fillOf(paint, width, height) {
  if (paint === null || paint === undefined) return { fill: null };
  if (typeof paint === "string") return { fill: colour(paint) };
  return { fill: paint.type === "radial" ? radial(paint, width, height) : linear(paint, width, height) };
}

/** @param {null|object} stroke of the document, widths and dashes in mm */
export function strokeOf(stroke) {
  if (!stroke || !(finite(stroke.width) > 0)) return { stroke: null, strokeWidth: 0 };
  const dash = (stroke.dash ?? []).map((length) => mm(finite(length)));
  return {
    stroke: colour(stroke.color),
    strokeWidth: mm(stroke.width),
    strokeDashArray: dash.some((length) => length > 0) ? dash : null,
    strokeLineCap: CAPS.includes(stroke.cap) ? stroke.cap : "butt",
    strokeLineJoin: JOINS.includes(stroke.join) ? stroke.join : "miter",
    strokeMiterLimit: 4,
  };
}

/** @param {null|object} shadow of the document, lengths in mm @returns {null | {seen: string, color: string, alpha: number, dx: number, dy: number}} px;
 *   `seen` is the colour with its `alpha` */
export function shadeOf(shadow) {
  if (!shadow) return null;
  const seen = colour(shadow.color);
  const alpha = shadow.color.length > 7 ? parseInt(shadow.color.slice(7), 16) / 255 : 1;
  return { seen, color: shadow.color.slice(0, 7), alpha, dx: mm(finite(shadow.dx)), dy: mm(finite(shadow.dy)) };
}
