/**
 * Cropping a picture: a frame with the whole picture under it. The frame is the box of the element; `whole` is where all of
 * the picture lies, from the upper left corner of the frame along its sides, as it is seen (mirrored, if it is). mm. Pure.
 *
 * @typedef {{frame: object, whole: import("./boxes.js").Bounds}} Cropping `frame`: the element, with the box as it is now
 */

import { centreOf, fromPage, toPage } from "./boxes.js";
import { round } from "./units.js";

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const LEAST_MM = 2;
const MOST_TIMES = 20; // of the frame that a picture may be
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const share = (value) => Math.round(value * 1e4) / 1e4;

/**
 * @param {object} element image
 * @param {{width: number, height: number}} picture px
 * @returns {Cropping} the frame close around what is seen
 */
export function croppingOf(element, picture) {
  const { fit = "contain", flipX, flipY } = element;
  const crop = element.crop ?? WHOLE;
  const [across, down] = [picture.width * crop.width, picture.height * crop.height];
  const scales = [element.width / across, element.height / down];
  const scale = fit === "stretch" ? null : Math[fit === "cover" ? "max" : "min"](...scales);
  const shown = scale ? { width: across * scale, height: down * scale } : { width: element.width, height: element.height };
  const [width, height] = [Math.min(shown.width, element.width), Math.min(shown.height, element.height)];
  const { x, y } = centreOf(element);
  const frame = { ...element, x: x - width / 2, y: y - height / 2, width, height };
  const whole = { width: shown.width / crop.width, height: shown.height / crop.height };
  const [left, top] = [(width - shown.width) / 2 - crop.x * whole.width, (height - shown.height) / 2 - crop.y * whole.height];
  return { frame, whole: { x: flipX ? width - left - whole.width : left, y: flipY ? height - top - whole.height : top, ...whole } };
}

// The picture always fills its frame.
function filled({ frame, whole }) {
  const x = clamp(whole.x, frame.width - whole.width, 0);
  const y = clamp(whole.y, frame.height - whole.height, 0);
  return { frame, whole: { ...whole, x, y } };
}

/** The picture pushed under its frame. @param {Cropping} cropping @param {number} dx along the frame's sides, mm */
export function pushed({ frame, whole }, dx, dy) {
  return filled({ frame, whole: { ...whole, x: whole.x + dx, y: whole.y + dy } });
}

/** The picture larger or smaller under its frame, about its middle. @param {Cropping} cropping @param {number} factor */
export function enlarged({ frame, whole }, factor) {
  const least = Math.max(frame.width / whole.width, frame.height / whole.height);
  const by = clamp(factor, least, (MOST_TIMES * frame.width) / whole.width);
  const [x, y] = [frame.width / 2, frame.height / 2];
  return filled({ frame, whole: { x: x - (x - whole.x) * by, y: y - (y - whole.y) * by, width: whole.width * by, height: whole.height * by } });
}

/** How large the picture is: 1 where it just fills the frame. @param {Cropping} cropping */
export const enlargement = ({ frame, whole }) => Math.min(whole.width / frame.width, whole.height / frame.height);

/**
 * The frame pulled by a handle, over the picture that stays.
 *
 * @param {Cropping} cropping
 * @param {string} handle nw, n, ne, e, se, s, sw or w
 * @param {number} dx along the frame's sides, mm
 * @param {number} dy
 * @returns {Cropping}
 */
export function reframed({ frame, whole }, handle, dx, dy) {
  const { width, height } = frame;
  const least = { x: Math.min(LEAST_MM, width), y: Math.min(LEAST_MM, height) };
  const left = handle.includes("w") ? clamp(dx, whole.x, width - least.x) : 0;
  const right = handle.includes("e") ? clamp(dx, least.x - width, whole.x + whole.width - width) : 0;
  const top = handle.includes("n") ? clamp(dy, whole.y, height - least.y) : 0;
  const bottom = handle.includes("s") ? clamp(dy, least.y - height, whole.y + whole.height - height) : 0;
  const size = { width: width - left + right, height: height - top + bottom };
  // Its middle moves along its own sides, so that what is not pulled stays where it is on the page.
  const way = toPage(frame, { x: (left + right) / 2, y: (top + bottom) / 2 });
  const centre = centreOf(frame);
  const place = { x: centre.x + way.x - size.width / 2, y: centre.y + way.y - size.height / 2 };
  return { frame: { ...frame, ...place, ...size }, whole: { ...whole, x: whole.x - left, y: whole.y - top } };
}

/** A way of the pointer, in the coordinates of the element, along the sides of the frame. @param {Cropping} cropping */
export const alongFrame = ({ frame }, way) => fromPage(frame, way);

/** What a cropping changes of its element; a picture that is seen whole has no crop. @param {Cropping} cropping */
export function changesOf({ frame, whole }) {
  const [width, height] = [share(frame.width / whole.width), share(frame.height / whole.height)];
  const left = frame.flipX ? frame.width - whole.x - whole.width : whole.x;
  const top = frame.flipY ? frame.height - whole.y - whole.height : whole.y;
  const crop = {
    x: clamp(share(-left / whole.width), 0, share(1 - width)),
    y: clamp(share(-top / whole.height), 0, share(1 - height)),
    width,
    height,
  };
  const isWhole = width >= 0.9995 && height >= 0.9995;
  const box = { x: round(frame.x), y: round(frame.y), width: round(frame.width), height: round(frame.height) };
  // The frame has the ratio of what is seen, to a hair: covered, the hair is not left open.
  const fit = isWhole || frame.fit === "stretch" ? frame.fit : "cover";
  return { ...box, fit, crop: isWhole ? undefined : crop };
}
