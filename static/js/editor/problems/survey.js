/**
 * What a page looks like to the eye: for each element the colours of a text and of what lies behind it, and how much of the
 * element is seen under what lies over it. The page is drawn once, element by element, small, by the layout module.
 *
 * @typedef {object} Seen of one element
 * @property {Array<{ink: number[], ground: number[]}>} samples places of a text: its colour there, and that behind it
 * @property {number | null} seen share of it that nothing opaque covers; null when it draws nothing on the page
 * @property {number} over share of its box that something is drawn over
 */

import { isMet } from "../../layout/conditions.js";
import { buildElement, mm } from "../../layout/index.js";
import { everyElement } from "../document/tree.js";

// Pixels of the small page: letters of 8 pt are a few pixels high on A4.
const PIXELS = 180_000;
const MARK = 40;
const SOLID = 128;
const OPAQUE = 250;
const MOST_SAMPLES = 300;
const ORIGIN = { x: 0, y: 0 };
const ROOM_MM = 1; // swashes and outlines stand out of the box

/**
 * @param {object} page of the document
 * @param {object} context see `layoutContext`
 * @param {object[]} paper its background, from `backgroundObjects`
 * @yields after each element
 * @returns {Generator<void, Map<string, Seen>>} by id, those in groups too
 */
export function* survey(page, context, paper) {
  const scale = Math.sqrt(PIXELS / (mm(page.width) * mm(page.height)));
  const [width, height] = [page.width, page.height].map((length) => Math.max(1, Math.round(mm(length) * scale)));
  const sheet = { width, height, scale, pen: penOf(width, height, scale), ground: new Uint8ClampedArray(width * height * 4).fill(255) };
  for (const object of paper) lay(sheet, drawn(sheet, object));
  const { conditional, unmet } = conditionsOf(page, context);
  const leaves = [];
  for (const element of page.elements) {
    for (const object of leavesOf(built(always(element), context))) {
      const { id, type } = object.element;
      const picture = drawn(sheet, object);
      const samples = type === "text" ? samplesOf(sheet, inkOf(sheet, object, picture), object) : [];
      // What is not shown with the samples lies on nothing and hides nothing; what may be left out hides nothing for good.
      leaves.push({ id, samples, covers: unmet.has(id) ? 0 : conditional.has(id) ? 1 : 3, ...marksOf(picture) });
      if (!unmet.has(id)) lay(sheet, picture);
      yield;
    }
  }
  return yield* coverOf(sheet, leaves);
}

// The ids of what is shown on a condition, and of those whose condition is not true with these values; groups pass theirs on.
function conditionsOf(page, context) {
  const [conditional, unmet] = [new Set(), new Set()];
  for (const element of everyElement(page.elements)) {
    if (element.when === undefined) continue;
    const isMissed = !isMet(element, context);
    for (const { id } of everyElement([element])) {
      conditional.add(id);
      if (isMissed) unmet.add(id);
    }
  }
  return { conditional, unmet };
}

// The element as it looks when its condition is true, and those in it.
function always(element) {
  const { when, ...shown } = element;
  return shown.elements ? { ...shown, elements: shown.elements.map(always) } : when === undefined ? element : shown;
}

function penOf(width, height, scale) {
  const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  return pen;
}

// What the design holds may be wrong in a way that the other checks tell: then there is nothing to see.
function built(element, context) {
  try {
    return buildElement(element, context, ORIGIN);
  } catch {
    return null;
  }
}

function* leavesOf(object) {
  if (!object) return;
  if (object.element?.type !== "group") yield object;
  else for (const child of object.getObjects()) yield* leavesOf(child);
}

const groupsOf = (object) => (object.group ? [object.group, ...groupsOf(object.group)] : []);
const strengthOf = (object) => groupsOf(object).reduce((strength, group) => strength * group.opacity, 1);

// One object alone, as pixels of the part of the page in which it lies.
function drawn({ pen, width, height, scale }, object) {
  const box = object.getBoundingRect();
  const room = mm(ROOM_MM);
  const [left, top] = [box.left, box.top].map((value) => Math.max(0, Math.floor((value - room) * scale)));
  const right = Math.min(width, Math.ceil((box.left + box.width + room) * scale));
  const bottom = Math.min(height, Math.ceil((box.top + box.height + room) * scale));
  if (right <= left || bottom <= top) return { left, top, width: 0, height: 0, pixels: new Uint8ClampedArray(0) };
  pen.save();
  pen.resetTransform();
  pen.clearRect(left, top, right - left, bottom - top);
  pen.restore();
  pen.globalAlpha = strengthOf(object);
  object.render(pen);
  pen.globalAlpha = 1;
  const { data } = pen.getImageData(left, top, right - left, bottom - top);
  return { left, top, width: right - left, height: bottom - top, pixels: data };
}

// Each pixel of a picture with the place of the same pixel on the sheet.
function eachPixel(sheet, { left, top, width, height }, act) {
  for (let y = 0; y < height; y += 1) {
    const [from, row] = [(y + top) * sheet.width + left, y * width];
    for (let x = 0; x < width; x += 1) act(row + x, from + x);
  }
}

function lay(sheet, picture) {
  const { ground } = sheet;
  const { pixels } = picture;
  eachPixel(sheet, picture, (at, on) => {
    const alpha = pixels[at * 4 + 3] / 255;
    if (!alpha) return;
    for (let channel = 0; channel < 3; channel += 1) {
      ground[on * 4 + channel] = pixels[at * 4 + channel] * alpha + ground[on * 4 + channel] * (1 - alpha);
    }
  });
}

// The letters of a text alone, without their outline and shadow.
function inkOf(sheet, object, picture) {
  const { shade, stroke } = object;
  if (!shade && !stroke) return picture;
  Object.assign(object, { shade: null, stroke: null });
  try {
    return drawn(sheet, object);
  } finally {
    Object.assign(object, { shade, stroke });
  }
}

// A letter's edge is paler than it is: the strongest pixels tell its colour, the strength of all is that of the element.
function samplesOf(sheet, picture, object) {
  const { pixels } = picture;
  let strongest = 0;
  for (let at = 3; at < pixels.length; at += 4) strongest = Math.max(strongest, pixels[at]);
  const places = [];
  eachPixel(sheet, picture, (at, on) => pixels[at * 4 + 3] * 2 >= strongest && strongest > MARK / 4 && places.push([at, on]));
  const step = Math.max(1, Math.ceil(places.length / MOST_SAMPLES));
  const strength = strengthOf(object) * object.opacity * alphaOf(object.fill);
  return places
    .filter((_, index) => index % step === 0)
    .map(([at, on]) => {
      const ground = [...sheet.ground.subarray(on * 4, on * 4 + 3)];
      const ink = ground.map((value, channel) => pixels[at * 4 + channel] * strength + value * (1 - strength));
      return { ink, ground };
    });
}

const alphaOf = (fill) => (typeof fill === "string" && fill.startsWith("rgba") ? Number(fill.slice(fill.lastIndexOf(",") + 1, -1)) : 1);

// 0 where nothing is drawn, 1 where something is, 2 where it is seen well, 3 where nothing shines through.
function marksOf({ pixels, ...place }) {
  const marks = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < marks.length; at += 1) {
    const alpha = pixels[at * 4 + 3];
    marks[at] = (alpha >= MARK) + (alpha >= SOLID) + (alpha >= OPAQUE);
  }
  return { ...place, marks };
}

// From the topmost down: what lies over each element is known when it is reached.
function* coverOf(sheet, leaves) {
  const above = new Uint8Array(sheet.width * sheet.height);
  const found = new Map();
  for (const { id, samples, covers, marks, ...place } of leaves.toReversed()) {
    const count = { all: 0, hidden: 0, over: 0 };
    eachPixel(sheet, place, (at, on) => {
      const mark = marks[at];
      if (mark >= 2) {
        count.all += 1;
        count.hidden += above[on] >= mark; // an edge hides an edge: a copy lies wholly under its like
      }
      count.over += mark > 0 && above[on] > 0;
      above[on] = Math.max(above[on], Math.min(mark, covers));
    });
    const seen = count.all ? 1 - count.hidden / count.all : null;
    found.set(id, { samples, seen, over: count.all ? count.over / count.all : 0 });
    yield;
  }
  return found;
}
