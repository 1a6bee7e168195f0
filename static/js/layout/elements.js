/** Elements of the document as Fabric objects, in px, placed by their centres. */

import { Ellipse, Rect } from "fabric";

import { BoxPath, scaledCommands } from "./box_path.js";
import { isMet } from "./conditions.js";
import { LayoutError } from "./errors.js";
import { polygonPath, starPath } from "./geometry.js";
import { GroupElement } from "./group_element.js";
import { ImageElement, pictureOf } from "./image_element.js";
import { colour, fillOf, shadeOf, strokeOf } from "./paint.js";
import { resolvePlain } from "./placeholders.js";
import { QrElement } from "./qr_element.js";
import { shaded } from "./shading.js";
import { TextElement } from "./text_element.js";
import { layoutText, languageOf } from "./text_layout.js";
import { finite, mm } from "./units.js";

const RectElement = shaded(Rect);
const EllipseElement = shaded(Ellipse);
// Of an element whose condition is not met, where it is to be seen at all.
const FAINT = 0.2;
const DEFAULT_QR_CONTENT = "{verify.url}";

// `origin` is where the coordinates start, from the centre of what holds the element (page or group), in px.
function frame(element, origin) {
  const width = mm(finite(element.width));
  const height = mm(finite(element.height));
  const [flipX, flipY] = [element.flipX === true, element.flipY === true];
  // An element is mirrored in its box, which is slanted then; Fabric slants first, and a mirror turns a slant around.
  const slant = flipX === flipY ? 1 : -1;
  return {
    width,
    height,
    left: origin.x + mm(finite(element.x)) + width / 2,
    top: origin.y + mm(finite(element.y)) + height / 2,
    angle: finite(element.rotation),
    skewX: slant * finite(element.skewX),
    skewY: slant * finite(element.skewY),
    flipX,
    flipY,
    opacity: Math.min(1, Math.max(0, finite(element.opacity, 1))),
    originX: "center",
    originY: "center",
    strokeWidth: 0,
    objectCaching: false,
  };
}

function text(element, context, place) {
  const layout = layoutText(element, context);
  if (!layout) return null;
  for (const fault of layout.faults) context.warn(element.id, fault);
  if (layout.bound) context.texts.push({ element: element.id, text: layout.text });
  return new TextElement({
    ...place,
    ...fillOf(element.fill === undefined ? "#000000" : element.fill, place.width, place.height),
    ...outlineOf(element),
    shade: shadeOf(element.shadow),
    layout,
  });
}

// Outside of the letters: drawn below them and twice as wide, for they cover its inner half.
function outlineOf({ stroke, strokePlace }) {
  const drawn = strokeOf(stroke);
  if (strokePlace !== "outside") return drawn;
  return { ...drawn, strokeWidth: 2 * drawn.strokeWidth, paintFirst: "stroke" };
}

function image(element, context, place) {
  const picture = pictureOf(element, context, element.id);
  if (!picture) return null;
  return new ImageElement({
    ...place,
    ...strokeOf(element.stroke),
    picture,
    fitting: element.fit ?? "contain",
    crop: element.crop,
    mask: element.mask,
  });
}

function shape(element, context, place) {
  const { width, height } = place;
  const paint = { ...fillOf(element.fill, width, height), ...strokeOf(element.stroke), shade: shadeOf(element.shadow) };
  const points = Math.round(Math.min(100, Math.max(3, finite(element.points, 5))));
  if (element.shape === "ellipse") {
    return new EllipseElement({ ...place, ...paint, rx: width / 2, ry: height / 2 });
  }
  if (element.shape === "polygon") return new BoxPath(polygonPath(width, height, points), { ...place, ...paint });
  if (element.shape === "star") {
    const ratio = finite(element.innerRatio, 0.5);
    return new BoxPath(starPath(width, height, points, ratio), { ...place, ...paint });
  }
  const radius = Math.min(mm(finite(element.radius)), width / 2, height / 2);
  return new RectElement({ ...place, ...paint, rx: radius, ry: radius });
}

function line(element, context, place, origin) {
  const [x1, y1, x2, y2] = [element.x, element.y, element.x2, element.y2].map((value) => mm(finite(value)));
  const [left, top] = [Math.min(x1, x2), Math.min(y1, y2)];
  const box = { width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
  const commands = [
    ["M", x1 - left, y1 - top],
    ["L", x2 - left, y2 - top],
  ];
  return new BoxPath(commands, {
    ...place,
    ...box,
    left: origin.x + left + box.width / 2,
    top: origin.y + top + box.height / 2,
    ...strokeOf(element.stroke),
    fill: null,
  });
}

function path(element, context, place) {
  const commands = scaledCommands(element.d, element.viewBox, place.width, place.height);
  return new BoxPath(commands, {
    ...place,
    ...fillOf(element.fill, place.width, place.height),
    ...strokeOf(element.stroke),
    shade: shadeOf(element.shadow),
    fillRule: element.fillRule === "evenodd" ? "evenodd" : "nonzero",
  });
}

/** What a QR element holds with these values, in plain text. */
export function qrContent(element, context) {
  const language = languageOf(element, context, true);
  return resolvePlain(element.content ?? DEFAULT_QR_CONTENT, context.values, language).trim();
}

function qr(element, context, place, origin) {
  const content = qrContent(element, context);
  if (content === "") return null;
  const rows = context.matrix(content, element.ecc ?? "M");
  if (!rows) throw new LayoutError("qr_too_long", "The QR code cannot hold that much text.");
  return new QrElement({
    ...place,
    flipX: Boolean(origin.isMirrored),
    flipY: false,
    content,
    rows,
    dark: colour(element.dark ?? "#000000"),
    light: colour(element.light ?? "#ffffff"),
  });
}

function group(element, context, place, origin) {
  // A mirrored code cannot be read by every scanner: it is told, and mirrors itself back.
  const isMirrored = Boolean(origin.isMirrored) !== (place.flipX !== place.flipY);
  const inside = { x: -place.width / 2, y: -place.height / 2, isMirrored };
  return new GroupElement(buildElements(element.elements, context, inside), place);
}

const BUILDERS = { text, image, shape, line, path, qr, group };

/**
 * One element as a Fabric object, or null when there is nothing to draw. The object's `element` is the
 * document's element, for editors and links.
 */
export function buildElement(element, context, origin) {
  if (element.hidden) return null;
  const isMissed = !isMet(element, context);
  if (isMissed && context.unmet === "hide") return null;
  const build = Object.hasOwn(BUILDERS, element.type) ? BUILDERS[element.type] : null;
  if (!build) throw new LayoutError("bad_element", "The design holds an element of an unknown type.");
  const object = build(element, context, frame(element, origin), origin);
  if (object) object.element = element;
  if (object && isMissed) object.opacity *= FAINT;
  return object;
}

/** Elements from the lowest to the topmost. @returns {import("fabric").FabricObject[]} */
export function buildElements(elements, context, origin) {
  return elements.map((element) => buildElement(element, context, origin)).filter(Boolean);
}
