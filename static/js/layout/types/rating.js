/** So many of so many stars: for levels of skills. */

const SIGNS = {
  star: { type: "shape", shape: "star", points: 5, innerRatio: 0.45 },
  dot: { type: "shape", shape: "ellipse" },
  bar: { type: "shape", shape: "rect" },
};
const MOST = 20;

// A number of its own, or the value of a field; null for what is no number: then nothing is drawn.
function valueOf({ value, field }, values) {
  if (!field) return value ?? 0;
  const written = values[field] ?? "";
  const read = Number(written);
  return written.trim() === "" || !Number.isFinite(read) ? null : read;
}

// The part of a sign that is full lies over the empty one, cut by a gradient with a hard edge: it stays one shape.
function paintOf(share, { fill, empty }) {
  if (share >= 1) return fill;
  if (share <= 0) return empty;
  const stops = [[0, fill], [share, fill], [share, empty], [1, empty]].map(([offset, color]) => ({ offset, color }));
  return { type: "linear", angle: 0, stops };
}

/** @type {import("./index.js").ElementType} */
export const rating = {
  name: "rating",
  label: "Rating",
  isFixed: (element) => !element.field,
  parts(element, { values }) {
    const value = valueOf(element, values);
    if (value === null) return [];
    const { of = 5, sign = "star", gap = 0.25, fill = "#b45309", empty = "#e7e5e4" } = element;
    const count = Math.min(MOST, Math.max(1, Math.round(of)));
    const side = element.width / (count + gap * (count - 1));
    const height = sign === "bar" ? element.height : Math.min(side, element.height);
    return Array.from({ length: count }, (_, at) => ({
      ...SIGNS[sign],
      x: at * side * (1 + gap) + (sign === "bar" ? 0 : (side - Math.min(side, height)) / 2),
      y: (element.height - height) / 2,
      width: sign === "bar" ? side : height,
      height,
      fill: paintOf(value - at, { fill, empty }),
    }));
  },
  problems(element, values) {
    const value = valueOf(element, values);
    const { of = 5 } = element;
    if (value === null) return [`“${values[element.field] ?? ""}” is no number: nothing is drawn.`];
    return value > of ? [`${value} of ${of}: all are full.`] : [];
  },
  editor: {
    icon: [6, 18].map((x) => `M${x} 7.5l1.4 3 3.1.4-2.3 2.2.6 3.2-2.8-1.6-2.8 1.6.6-3.2-2.3-2.2 3.1-.4z`),
    sample: { value: 4, of: 5, share: [0.36, 0.06] },
    panel: [
      { prop: "field", kind: "field", label: "Value from", types: ["number"], none: "Number" },
      { prop: "value", kind: "number", label: "Value", default: 0, least: 0, most: 20, unless: "field" },
      { prop: "of", kind: "count", label: "Out of", default: 5, least: 1, most: 20 },
      { prop: "sign", kind: "choice", label: "Sign", default: "star", options: { star: "Stars", dot: "Dots", bar: "Bars" } },
      { prop: "gap", kind: "share", label: "Gap, %", default: 0.25 },
      { prop: "fill", kind: "colour", label: "Full", default: "#b45309" },
      { prop: "empty", kind: "colour", label: "Empty", default: "#e7e5e4" },
    ],
  },
};
