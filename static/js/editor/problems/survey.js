/**
 * What a page looks like to the eye: for each element the colours of a text and of what lies behind it, and how much of the
 * element is seen under what lies over it. The page is drawn once, element by element, small, by the layout module.
 */

import { isMet } from "../../layout/conditions.js";
import { buildElement, mm } from "../../layout/index.js";
import { everyElement } from "../../layout/walk.js";
import { coverOf, eachPixel, marksOf } from "./cover.js";

// Pixels of the small page: letters of 8 pt are a few pixels high on A4.
const PIXELS = 180_000;
const LEAST_INK = 10; // of 255: paler than that nothing can be told
const MOST_SAMPLES = 300;
const ORIGIN = { x: 0, y: 0 };
const ROOM_MM = 1; // swashes and outlines stand out of the box

/**
 * @param {object} page of the document
 * @param {object} context see `layoutContext`
 * @param {object[]} paper its background, from `backgroundObjects`
 * @yields after each element
 * @returns {Generator<void, Map<string, import("./cover.js").Seen>>} by id, those in groups too
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
      const samples = type === "text" ? inkSamples(sheet, inkOf(sheet, object, picture), object) : [];
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
function inkSamples(sheet, picture, object) {
  const { pixels } = picture;
  let strongest = 0;
  for (let at = 3; at < pixels.length; at += 4) strongest = Math.max(strongest, pixels[at]);
  const places = [];
  eachPixel(sheet, picture, (at, on) => pixels[at * 4 + 3] * 2 >= strongest && strongest > LEAST_INK && places.push([at, on]));
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
