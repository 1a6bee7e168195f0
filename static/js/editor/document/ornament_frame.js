/** A border of the library around a page of any size: corners keep their shape, tiles are repeated, rules run all around. Pure. */

import { mapPoints } from "../geometry/path_data.js";
import { round } from "../geometry/geometry.js";

// Control arm of a quarter circle drawn as a cubic.
const KAPPA = 0.5522847498;

/**
 * @param {import("./ornaments.js").Ornament} ornament with a frame
 * @param {{width: number, height: number}} page
 * @param {number} scale 1 on A4
 * @returns {object} a path, or a group of them
 */
export function frameElement({ id, name, frame }, page, scale) {
  const inset = frame.inset * scale;
  const box = { x: 0, y: 0, width: round(page.width - 2 * inset), height: round(page.height - 2 * inset) };
  // Drawn in the frame's own mm, so that its strips are as they are on A4.
  const viewBox = [round(box.width / scale), round(box.height / scale)];
  const paths = frame.strips.map((strip, at) => ({
    id: `${id}-${at + 1}`,
    type: "path",
    ...box,
    d: stripPath(strip, frame, ...viewBox),
    viewBox,
    ...painted(strip.paint, scale),
  }));
  const place = { x: round(inset), y: round(inset) };
  if (paths.length === 1) return { ...paths[0], ...place, id, name };
  return { id, type: "group", name, ...box, ...place, elements: paths };
}

function painted({ stroke, ...paint }, scale) {
  if (!stroke) return paint;
  const { width, dash } = stroke;
  const lengths = { width: round(width * scale), ...(dash ? { dash: dash.map((length) => round(length * scale)) } : {}) };
  return { ...paint, stroke: { ...stroke, ...lengths } };
}

function stripPath({ corner = "", edge = "", spans = [], rules = [] }, frame, width, height) {
  const inner = [width - 2 * frame.corner, height - 2 * frame.corner];
  return [
    ...rules.map((rule) => rulePath(rule, width, height)),
    ...(corner ? fourCorners(corner, width, height) : []),
    ...spans.flatMap((offset) => fourSides(`M0 ${offset}L1 ${offset}`, frame.corner, inner, [1, 1], width, height)),
    ...(edge ? tiles(edge, frame, inner, width, height) : []),
  ].join("");
}

function fourCorners(data, width, height) {
  return [
    data,
    mapPoints(data, (x, y) => [width - x, y]),
    mapPoints(data, (x, y) => [x, height - y]),
    mapPoints(data, (x, y) => [width - x, height - y]),
  ];
}

// As many tiles as fit, stretched a little along the side so that they fill it.
function tiles(edge, { corner, tile }, inner, width, height) {
  const counts = inner.map((length) => Math.max(1, Math.round(length / tile)));
  const unit = mapPoints(edge, (x, y) => [(x / tile) * 1000, y]); // kept fine: path data has two decimals
  return fourSides(unit, corner, inner, counts, width, height, 1000);
}

function fourSides(data, corner, [across, down], [columns, rows], width, height, unit = 1) {
  const place = (at, count, length) => (x) => corner + ((at + x / unit) * length) / count;
  const sides = [];
  for (let at = 0; at < columns; at += 1) {
    const along = place(at, columns, across);
    sides.push(mapPoints(data, (x, y) => [along(x), y]), mapPoints(data, (x, y) => [along(x), height - y]));
  }
  for (let at = 0; at < rows; at += 1) {
    const along = place(at, rows, down);
    sides.push(mapPoints(data, (x, y) => [y, along(x)]), mapPoints(data, (x, y) => [width - y, along(x)]));
  }
  return sides;
}

const CORNERS = {
  square: () => "L0 0",
  chamfer: (r) => `L0 ${r}L${r} 0`,
  step: (r) => `L0 ${r}L${r / 2} ${r}L${r / 2} ${r / 2}L${r} ${r / 2}L${r} 0`,
  round: (r) => `L0 ${r}C0 ${r * (1 - KAPPA)} ${r * (1 - KAPPA)} 0 ${r} 0`,
  scoop: (r) => `L0 ${r}C${r * KAPPA} ${r} ${r} ${r * KAPPA} ${r} 0`,
};

// A closed line around the frame; its corner is written for the top left, come to from below.
function rulePath({ offset, corner, radius }, width, height) {
  const [right, low] = [width - offset, height - offset];
  const data = CORNERS[corner](radius);
  const turns = [
    mapPoints(data, (x, y) => [offset + x, offset + y]),
    mapPoints(reversedCorner(data), (x, y) => [right - x, offset + y]),
    mapPoints(data, (x, y) => [right - x, low - y]),
    mapPoints(reversedCorner(data), (x, y) => [offset + x, low - y]),
  ];
  return `M${turns.join("").slice(1)}z`;
}

// The same corner gone through the other way: all corners here are symmetrical about their diagonal.
function reversedCorner(data) {
  return mapPoints(data, (x, y) => [y, x]);
}
