/** The tab of the ornaments: looked for, seen in their colours, added by a click, a key or by being dragged onto the page. */

import { node } from "../desk/svg.js";
import { frameElement } from "../document/ornament_frame.js";
import { addOrnament, isWanted } from "../document/ornaments.js";

const DRAGGED = "application/x-iconikcerts-ornament";
// The page that borders are shown on, mm: small, so that they are seen.
const SPECIMEN = { width: 150, height: 106 };

// A path or a group of the library; each colour by the role that it stands for, so that all change at once.
function drawn(element, roleOf) {
  const { x = 0, y = 0, width, height, viewBox, stroke, fill } = element;
  if (element.elements) return node("g", { transform: `translate(${x} ${y})` }, ...element.elements.map((inner) => drawn(inner, roleOf)));
  const scale = [width / viewBox[0], height / viewBox[1]];
  const path = node("path", {
    d: element.d,
    transform: `translate(${x} ${y}) scale(${scale})`,
    "fill-rule": element.fillRule ?? "nonzero",
    ...(stroke ? { "stroke-width": stroke.width, "stroke-linecap": stroke.cap, "stroke-dasharray": stroke.dash ?? "none" } : {}),
  });
  path.style.fill = fill ? `var(--ornament-${roleOf(fill)})` : "none";
  if (stroke) path.style.stroke = `var(--ornament-${roleOf(stroke.color)})`;
  return path;
}

/** @param {import("../document/ornaments.js").Ornament} ornament @param {(colour: string) => string} roleOf */
function thumbnail(ornament, roleOf) {
  const isBorder = ornament.placing === "page";
  const element = isBorder ? frameElement(ornament, SPECIMEN, 1) : ornament.element;
  const { width, height } = isBorder ? SPECIMEN : element;
  const room = isBorder ? 0 : Math.max(width, height) * 0.04;
  const viewBox = [-room, -room, width + 2 * room, height + 2 * room].join(" ");
  return node("svg", { viewBox, "aria-hidden": "true", "data-shape": width > 3.4 * height ? "wide" : "" }, drawn(element, roleOf));
}

class Library {
  /** @type {Map<string, {ornament: object, category: string, item: HTMLElement}>} */
  #known = new Map();

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    const { find } = editor;
    Object.assign(this, { panel: find("ornaments"), shelf: find("ornament-shelf"), search: find("ornament-search"), kind: find("ornament-kind") });
    new IntersectionObserver((seen, watch) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      this.#load();
    }).observe(this.panel);
    this.search.addEventListener("input", () => this.#filter());
    this.kind.addEventListener("change", () => this.#filter());
    this.shelf.addEventListener("click", (event) => this.#add(event.target.closest("button")?.dataset.ornament));
    this.shelf.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData(DRAGGED, event.target.closest("button").dataset.ornament);
      event.dataTransfer.effectAllowed = "copy";
    });
    this.#takeDrops(find("desk"));
  }

  async #load() {
    const files = this.editor.data.ornaments;
    const answers = await Promise.allSettled(files.map(async ({ url }) => (await fetch(url)).json()));
    const shelves = answers.map(({ value }, at) => (value ? this.#shelf(files[at].key, value) : null)).filter(Boolean);
    this.shelf.replaceChildren(...shelves);
    this.shelf.removeAttribute("aria-busy");
    this.#filter(answers.some(({ status }) => status === "rejected"));
  }

  #shelf(key, { name, colours, ornaments }) {
    const roles = Object.fromEntries(Object.entries(colours).map(([role, colour]) => [colour, role]));
    const shelf = this.editor.find("ornament-category").content.firstElementChild.cloneNode(true);
    shelf.dataset.category = key;
    shelf.querySelector("h3").textContent = name;
    shelf.querySelector("ul").append(...ornaments.map((ornament) => this.#item(ornament, name, roles)));
    return shelf;
  }

  #item(ornament, category, roles) {
    const item = this.editor.find("ornament").content.firstElementChild.cloneNode(true);
    const button = item.querySelector("button");
    button.dataset.ornament = ornament.id;
    button.setAttribute("aria-label", ornament.name);
    button.title = ornament.name;
    button.append(thumbnail(ornament, (colour) => roles[colour]));
    this.#known.set(ornament.id, { ornament, category, item });
    return item;
  }

  #filter(isBroken = false) {
    for (const { ornament, category, item } of this.#known.values()) item.hidden = !isWanted(ornament, category, this.search.value);
    let shown = 0;
    for (const shelf of this.shelf.children) {
      const count = shelf.querySelectorAll("li:not([hidden])").length;
      shelf.hidden = count === 0 || (this.kind.value !== "" && this.kind.value !== shelf.dataset.category);
      if (!shelf.hidden) shown += count;
    }
    this.shelf.closest("[role=tabpanel]").scrollTop = 0;
    const say = this.editor.find("ornament-say");
    say.textContent = isBroken ? "Some ornaments could not be fetched. Reload the page to try again." : shown ? "" : "Nothing fits. Try “seal”, “star” or “corner”.";
    say.hidden = !say.textContent;
  }

  #add(id, centre) {
    const found = this.#known.get(id);
    if (!found) return;
    const { store } = this.editor;
    const made = addOrnament(store.document, store.pageIndex, found.ornament, { centre, seen: this.editor.seen() });
    store.keep(`Add ${found.ornament.name.toLowerCase()}`, made.document, { select: made.ids });
  }

  #takeDrops(desk) {
    const isOurs = ({ dataTransfer }) => dataTransfer.types.includes(DRAGGED);
    desk.addEventListener("dragover", (event) => isOurs(event) && event.preventDefault());
    desk.addEventListener("drop", (event) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      this.#add(event.dataTransfer.getData(DRAGGED), this.editor.pointAt(event));
    });
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectOrnaments(editor) {
  new Library(editor);
}
