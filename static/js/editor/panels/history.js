/** The history as a tree: a row for each moment, the newest first, with the branches drawn beside them. */

import { node } from "../desk/svg.js";

const ROW_PX = 30; // as in editor-desk.css
const LANE_PX = 14;
const DOT_PX = 4;
// More branches than these lie over each other: the names need room too.
const MOST_LANES = 6;

class HistoryPanel {
  #waits = false;

  /**
   * @param {HTMLOListElement} list
   * @param {SVGSVGElement} tree beside it
   * @param {HTMLTemplateElement} template one moment: [data-name], [data-time], [data-branch]
   * @param {import("../store.js").Store} store
   */
  constructor(list, tree, template, store) {
    Object.assign(this, { list, tree, template, store });
    list.addEventListener("click", ({ target }) => {
      const { id } = target.closest("button")?.dataset ?? {};
      if (id) store.jump(Number(id));
    });
    list.addEventListener("keydown", (event) => this.#walk(event));
    store.addEventListener("change", () => this.#later());
    this.show();
  }

  // Many changes between two frames are one list.
  #later() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      this.show();
    });
  }

  show() {
    const story = this.store.story.toReversed();
    const hadFocus = this.list.contains(document.activeElement);
    this.list.replaceChildren(...story.map((line) => this.#row(line)));
    this.#draw(story);
    if (hadFocus) this.list.querySelector("[aria-current]")?.focus();
  }

  #row({ id, name, at, isCurrent, onPath }) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    const button = row.querySelector("button");
    row.dataset.onPath = String(onPath);
    button.dataset.id = id;
    if (isCurrent) button.setAttribute("aria-current", "step");
    row.querySelector("[data-name]").textContent = name;
    button.title = name; // where the panel is narrow it is cut
    row.querySelector("[data-branch]").hidden = onPath;
    const time = row.querySelector("[data-time]");
    if (!at) time.remove(); // what came with the page
    else {
      time.dateTime = new Date(at).toISOString();
      time.textContent = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    }
    return row;
  }

  #draw(story) {
    const rows = new Map(story.map((line, row) => [line.id, { ...line, x: laneAt(line.lane), y: (row + 0.5) * ROW_PX }]));
    const moments = [...rows.values()];
    this.tree.setAttribute("width", Math.max(...moments.map(({ x }) => x)) + LANE_PX / 2);
    this.tree.setAttribute("height", moments.length * ROW_PX);
    // What leads to the present lies over the rest.
    const lines = moments.filter(({ parent }) => parent !== null).toSorted((a, b) => a.onPath - b.onPath);
    this.tree.replaceChildren(
      ...lines.map((line) => node("path", { d: wayUp(rows.get(line.parent), line), "data-on-path": line.onPath })),
      ...moments.map(({ x, y, onPath, isCurrent }) => node("circle", { cx: x, cy: y, r: DOT_PX, "data-on-path": onPath, "data-current": isCurrent })),
    );
  }

  #walk(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const now = buttons.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (now < 0 || next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  }
}

const laneAt = (lane) => (Math.min(lane, MOST_LANES - 1) + 0.5) * LANE_PX;

// A branch leaves its lane right above the moment where it began, then runs straight up.
function wayUp(from, to) {
  if (from.x === to.x) return `M${from.x} ${from.y}V${to.y}`;
  const [bend, half] = [from.y - ROW_PX, from.y - ROW_PX / 2];
  return `M${from.x} ${from.y}C${from.x} ${half} ${to.x} ${half} ${to.x} ${bend}V${to.y}`;
}

/** @param {import("../main.js").Editor} editor */
export function connectHistory({ find, store }) {
  new HistoryPanel(find("history"), find("tree"), find("moment"), store);
}
