/** What lies over the page and is not part of it: frames of what is selected, handles, guides, the marquee. In mm. */

import { boundsOfMany, cornersOf } from "../geometry/geometry.js";
import { MARGIN } from "./stage.js";

const SVG = "http://www.w3.org/2000/svg";
const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
const HANDLE_PX = 10;
const ROTATE_PX = 26;

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const points = (corners) => corners.map(({ x, y }) => `${x},${y}`).join(" ");
const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

export class Frame {
  /** @param {SVGSVGElement} svg lies exactly over the stage */
  constructor(svg) {
    this.svg = svg;
    this.layers = Object.fromEntries(["page", "selection", "guides", "marquee"].map((name) => [name, node("g", { class: name })]));
    svg.append(...Object.values(this.layers));
    this.pxPerMm = 1;
  }

  /** @param {number} pxPerMm on the screen */
  setPage(page, bleed, pxPerMm) {
    this.pxPerMm = pxPerMm;
    this.svg.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${page.width + 2 * MARGIN} ${page.height + 2 * MARGIN}`);
    const outside = `M${-MARGIN} ${-MARGIN}h${page.width + 2 * MARGIN}v${page.height + 2 * MARGIN}h${-page.width - 2 * MARGIN}z`;
    const inside = `M0 0v${page.height}h${page.width}v${-page.height}z`;
    this.layers.page.replaceChildren(
      node("path", { class: "frame-outside", d: outside + inside }),
      node("rect", { class: "frame-page", x: 0, y: 0, width: page.width, height: page.height }),
      ...(bleed ? [node("rect", { class: "frame-bleed", x: -bleed, y: -bleed, width: page.width + 2 * bleed, height: page.height + 2 * bleed })] : []),
    );
  }

  /** @param {object[]} elements selected @param {boolean} editable whether handles are shown */
  select(elements, editable = true) {
    const frames = elements.map((element) => node("polygon", { class: "frame-element", points: points(cornersOf(element)) }));
    if (elements.length > 1) frames.push(node("rect", { class: "frame-many", ...boundsOfMany(elements) }));
    const single = elements.length === 1 && editable && !elements[0].locked ? this.#handles(elements[0]) : [];
    this.layers.selection.replaceChildren(...frames, ...single);
  }

  #handles(element) {
    const size = HANDLE_PX / this.pxPerMm;
    const angle = element.rotation ?? 0;
    const handle = (name, { x, y }) =>
      node("rect", {
        class: "frame-handle",
        "data-handle": name,
        x: x - size / 2,
        y: y - size / 2,
        width: size,
        height: size,
        transform: `rotate(${angle} ${x} ${y})`,
      });
    const [nw, ne, se, sw] = cornersOf(element);
    if (element.type === "line") return [handle("start", nw), handle("end", ne)];
    const places = { nw, ne, se, sw, n: middle(nw, ne), e: middle(ne, se), s: middle(se, sw), w: middle(sw, nw) };
    // A short side has room for the corners alone.
    const isLong = { n: element.width, s: element.width, e: element.height, w: element.height };
    const shown = HANDLES.filter((name) => !(name in isLong) || isLong[name] * this.pxPerMm > 3 * HANDLE_PX);
    const handles = shown.map((name) => handle(name, places[name]));
    const radians = (angle * Math.PI) / 180;
    const reach = ROTATE_PX / this.pxPerMm;
    const [x, y] = [places.n.x + Math.sin(radians) * reach, places.n.y - Math.cos(radians) * reach];
    return [
      node("line", { class: "frame-stem", x1: places.n.x, y1: places.n.y, x2: x, y2: y }),
      node("circle", { class: "frame-handle", "data-handle": "rotate", cx: x, cy: y, r: size / 2 }),
      ...handles,
    ];
  }

  /** @param {object[]} lines as `snapMove` gives them */
  guide(lines) {
    this.layers.guides.replaceChildren(...lines.flatMap((line) => this.#guide(line)));
  }

  #guide({ axis, at, from, to, kind, distance }) {
    const isUpright = (axis === "x") !== (kind === "gap"); // a gap is measured along its axis
    const ends = isUpright ? { x1: at, y1: from, x2: at, y2: to } : { x1: from, y1: at, x2: to, y2: at };
    const drawn = [node("line", { class: "frame-guide", "data-kind": kind, ...ends })];
    if (distance === undefined) return drawn;
    const size = 11 / this.pxPerMm;
    const label = node("text", {
      class: "frame-distance",
      x: (ends.x1 + ends.x2) / 2,
      y: (ends.y1 + ends.y2) / 2 - size / 3,
      "font-size": size,
    });
    label.textContent = distance.toFixed(1);
    return [...drawn, label];
  }

  /** @param {{x: number, y: number, width: number, height: number} | null} box */
  marquee(box) {
    this.layers.marquee.replaceChildren(...(box ? [node("rect", { class: "frame-marquee", ...box })] : []));
  }
}
