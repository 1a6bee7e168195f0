/** The worker's page: many recipients as pages of one print. Only the renderer loads this module. */

import { StaticCanvas } from "fabric";

import { layoutContext } from "./context.js";
import { FontBook } from "./fonts.js";
import { loadFonts, loadPictures } from "./loading.js";
import { number } from "./markup.js";
import { backgroundObjects, buildLinked, isFixed, pageObjects } from "./page.js";
import { Ruler } from "./ruler.js";
import { qrContent } from "./types/qr.js";
import { mm } from "./units.js";
import { everyElement } from "./walk.js";

const state = { fonts: null, ruler: new Ruler(), design: null, pictures: new Map() };

/** Once for each page of the browser. @param {{catalogue: string, fonts: string}} addresses on this origin */
export async function start({ catalogue, fonts }) {
  const response = await fetch(catalogue);
  state.fonts = new FontBook(await response.json(), fonts);
}

function contextFor(values, { matrices = {}, pictures = state.pictures } = {}) {
  const { fonts, ruler, design } = state;
  const matrix = (content, ecc) => matrices[`${ecc} ${content}`];
  return layoutContext(design.document, values, { fonts, ruler, pictures, matrix });
}

/**
 * Take a design: its static parts are drawn once, as symbols that every page uses.
 *
 * @param {{document: object, pictures: Record<string, string>, bleed: number, families: object[]}} design
 *   pictures: asset id → address on this origin; bleed in mm on each side of the print; families: fonts that are not shipped
 * @returns {Promise<Array<{code: string, element: string, message: string}>>} warnings about the static parts
 */
export async function openDesign({ document: source, pictures, bleed, families }) {
  state.pictures = await loadPictures(pictures);
  state.fonts.add(families);
  state.design = { document: source, bleed, symbols: "", runs: [] };
  const context = contextFor({});
  for (const page of source.pages) await loadFonts(page, context);
  state.design.runs = source.pages.map((page, at) => runsOf(page, at, context));
  const symbols = `<svg width="0" height="0" style="position:absolute">${state.design.symbols}</svg>`;
  await show("design", sheetStyle() + symbols);
  return context.warnings;
}

// Put markup into a part of this page, its pictures decoded. What stays the same for a whole design stays in the
// page: a background of some megapixels would be decoded again for every chunk.
async function show(id, markup) {
  const host = document.getElementById(id);
  host.innerHTML = markup;
  await Promise.all([...host.querySelectorAll("image")].map((image) => image.decode().catch(() => undefined)));
}

// A page as runs of elements: fixed ones as a symbol, bound ones to be drawn for each recipient.
function runsOf(page, pageIndex, context) {
  const runs = [{ fixed: true, elements: [] }];
  for (const element of page.elements) {
    const fixed = isFixed(element);
    if (runs.at(-1).fixed !== fixed) runs.push({ fixed, elements: [] });
    runs.at(-1).elements.push(element);
  }
  return runs.map((run, at) => {
    if (!run.fixed) return run;
    const objects = run.elements.map((element) => buildLinked(element, context)).filter(Boolean);
    if (at === 0) objects.unshift(...backgroundObjects(page, context, state.design.bleed));
    const id = `fixed-${pageIndex}-${at}`;
    const markup = objects.map((object) => object.toSVG()).join("");
    state.design.symbols += `<symbol id="${id}" overflow="visible">${markup}</symbol>`;
    return { fixed: true, use: `<use href="#${id}" />` };
  });
}

/** What the QR codes of these rows hold. @returns {Array<{content: string, ecc: string}>} each once */
export function codesOf({ rows }) {
  const found = new Map();
  for (const values of rows) {
    const context = contextFor(values);
    for (const page of state.design.document.pages) {
      for (const element of everyElement(page.elements)) {
        if (element.type !== "qr" || element.hidden) continue;
        const code = { content: qrContent(element, context), ecc: element.ecc ?? "M" };
        if (code.content) found.set(`${code.ecc} ${code.content}`, code);
      }
    }
  }
  return [...found.values()];
}

/**
 * Lay rows out as pages of this browser page, ready to print.
 *
 * @param {{rows: Record<string, string>[], matrices: Record<string, string[]>, pictures: Record<string, string>}} chunk
 *   matrices: `"<ecc> <content>"` → rows of "0" and "1"; pictures: those of the rows themselves
 * @returns {Promise<Array<{pages: object[]} | {error: {code: string, message: string}}>>} one for each row, a
 *   page as `{texts, codes, links, warnings}`; rows with an error have no pages in the print
 */
export async function layoutRows({ rows, matrices, pictures: own }) {
  const pictures = new Map([...state.pictures, ...(await loadPictures(own))]);
  const { document: source } = state.design;
  await Promise.all(rows.flatMap((values) => source.pages.map((page) => loadFonts(page, contextFor(values)))));
  const markup = [];
  const results = rows.map((values) => {
    try {
      const pages = source.pages.map((page, at) => layoutPage(page, at, contextFor(values, { matrices, pictures })));
      markup.push(...pages.map(({ svg }) => svg));
      return { pages: pages.map(({ facts }) => facts) };
    } catch (error) {
      return { error: { code: error.code ?? "layout", message: error.message } };
    }
  });
  await show("sheet", markup.join(""));
  return results;
}

function layoutPage(page, at, context) {
  const body = state.design.runs[at].map((run) =>
    run.fixed ? run.use : run.elements.map((element) => buildLinked(element, context)?.toSVG() ?? "").join(""),
  );
  const { texts, codes, links, warnings } = context;
  const bleed = state.design.bleed;
  const [width, height] = [mm(page.width + 2 * bleed), mm(page.height + 2 * bleed)].map(number);
  const view = `${number(-mm(bleed))} ${number(-mm(bleed))} ${width} ${height}`;
  const svg = `<div class="page${at}"><svg width="${width}" height="${height}" viewBox="${view}">${body.join("")}</svg></div>`;
  return { svg, facts: { texts, codes, links, warnings } };
}

// The browser rounds the size of paper down to whole pixels: take the next one, the splitter cuts exactly.
function sheetStyle() {
  const { document: source, bleed } = state.design;
  const rules = source.pages.map((page, at) => {
    const [width, height] = [page.width, page.height].map((length) => Math.ceil(mm(length + 2 * bleed) - 1e-6));
    const size = `width:${width}px;height:${height}px`;
    return `@page page${at}{size:${width}px ${height}px;margin:0}.page${at}{page:page${at};${size};overflow:hidden;break-inside:avoid}`;
  });
  return `<style>${rules.join("")}svg{display:block}</style>`;
}

/** Leave nothing of the last chunk behind. */
export function clear() {
  document.getElementById("sheet").replaceChildren();
}

/**
 * One page as an editor's canvas shows it.
 *
 * @param {{values: object, page: number, width: number, format: "png"|"jpeg", matrices: object}} request width in px
 * @returns {Promise<{data: string, warnings: object[]}>} data: the picture in base64
 */
export async function picture({ values, page: at, width, format, matrices, pictures: own }) {
  const page = state.design.document.pages[at];
  const pictures = new Map([...state.pictures, ...(await loadPictures(own))]);
  const context = contextFor(values, { matrices, pictures });
  await loadFonts(page, context);
  const canvas = new StaticCanvas(undefined, { enableRetinaScaling: false, renderOnAddRemove: false });
  const scale = width / mm(page.width);
  canvas.setDimensions({ width, height: Math.max(1, Math.round(mm(page.height) * scale)) });
  canvas.setViewportTransform([scale, 0, 0, scale, 0, 0]);
  canvas.add(...pageObjects(page, context));
  canvas.renderAll();
  const url = canvas.lowerCanvasEl.toDataURL(format === "jpeg" ? "image/jpeg" : "image/png", 0.92);
  await canvas.dispose();
  return { data: url.slice(url.indexOf(",") + 1), warnings: context.warnings };
}
