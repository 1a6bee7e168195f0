/** Buttons that show a paint and open the popover for it; and the colours of the design, or of what is selected, each for all its uses. */

import { coloursIn, coloursOf, replaceColour } from "../document/colours.js";
import { setPage, updateElements } from "../document/commands.js";
import { changesOfFree, mayChange } from "../document/locks.js";
import { cssOf, INK, kindOf, nameOf } from "../document/paints.js";
import { changedStroke } from "../document/strokes.js";
import { PaintPopover } from "./paint.js";
import { paintOn, swatch } from "./swatches.js";

const NEW_SHADOW = { dx: 0.6, dy: 0.6 };
const SHADE = "#00000059";

const distinct = (values) => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];

// Place in an element → its paint now, and the change that gives it another.
const PLACES = {
  "stroke.color": { of: ({ stroke }) => stroke?.color, change: (element, color) => ({ stroke: changedStroke(element, { color }) }) },
  "shadow.color": {
    of: ({ shadow }) => shadow?.color,
    change: ({ shadow }, color) => ({ shadow: color === null ? undefined : { ...NEW_SHADOW, ...shadow, color } }),
  },
};
const plain = (name, fallback = null) => ({ of: (element) => (element[name] === undefined ? fallback : element[name]), change: (_, paint) => ({ [name]: paint }) });

function placeOf({ paint, paintDefault }) {
  return PLACES[paint] ?? plain(paint, paintDefault);
}

function elementTarget(store, well) {
  const place = placeOf(well.dataset);
  return {
    label: well.dataset.label,
    fallback: place === PLACES["shadow.color"] ? SHADE : INK,
    get kinds() {
      // A line without a colour would be nothing.
      const isLine = well.dataset.paint === "stroke.color" && store.selected.some(({ type }) => type === "line");
      return isLine ? ["solid"] : well.dataset.paintKinds.split(" ");
    },
    values: () => distinct(store.selected.map((element) => place.of(element) ?? null)),
    edited: (paint) => updateElements(store.document, changesOfFree(store.selected, (element) => place.change(element, paint))),
  };
}

function pageTarget(store, well) {
  return {
    label: well.dataset.label,
    kinds: well.dataset.paintKinds.split(" "),
    values: () => [store.document.pages[store.pageIndex].background ?? "#ffffff"],
    edited: (background) => setPage(store.document, store.pageIndex, { background }),
  };
}

// One colour, wherever it stands; it is followed as it changes.
function colourTarget(store, first, ids) {
  let colour = first;
  return {
    label: ids ? "a colour" : "a colour everywhere",
    kinds: ["solid"],
    values: () => [colour],
    edited: (paint) => replaceColour(store.document, colour, paint, ids),
    kept: (paint) => {
      colour = paint;
    },
  };
}

class Wells {
  /** @param {import("../main.js").Editor} editor */
  constructor({ find, store }, popover) {
    Object.assign(this, { store, popover, pageList: find("page-colours"), chosenList: find("chosen-colours") });
    this.wells = [...document.querySelectorAll("[data-paint]")].map((well) => ({ well, target: well.dataset.paint === "background" ? pageTarget(store, well) : elementTarget(store, well) }));
    for (const { well, target } of this.wells) well.addEventListener("click", () => popover.toggle(well, target));
    this.pageList.addEventListener("click", ({ target }) => target.paint && popover.toggle(target, colourTarget(store, target.paint)));
    this.chosenList.addEventListener("click", ({ target }) => target.paint && popover.toggle(target, colourTarget(store, target.paint, store.selected.filter(mayChange).map(({ id }) => id))));
    let chosen = "";
    store.addEventListener("select", () => {
      const now = store.selection.join(" ");
      if (now !== chosen) popover.close();
      chosen = now;
    });
    store.addEventListener("page", () => popover.close());
    for (const name of ["draw", "change", "select", "page"]) store.addEventListener(name, () => this.#later());
    this.#later();
  }

  // Many changes between two frames are shown once: hundreds of elements may be pulled.
  #later() {
    if (this.waits) return;
    this.waits = true;
    requestAnimationFrame(() => {
      this.waits = false;
      this.#show();
      if (this.store.shown === this.store.document) this.#colours();
    });
  }

  #show() {
    for (const { well, target } of this.wells) {
      if (well.closest("[hidden]") && well.dataset.paint !== "background") continue; // no measuring: this runs in the middle of a drag
      const values = target.values();
      const [value] = values;
      const isMixed = values.length > 1;
      well.querySelector("[data-paint-name]").textContent = isMixed ? "Mixed" : nameOf(value ?? null);
      const chip = well.querySelector("[data-paint-chip]");
      chip.dataset.kind = isMixed ? "mixed" : kindOf(value);
      chip.style.setProperty("--paint", isMixed ? "none" : cssOf(value ?? null));
    }
  }

  #colours() {
    const { selected } = this.store;
    const several = selected.length > 1 || selected.some(({ elements }) => elements);
    this.#list(this.chosenList, several ? coloursIn(selected) : []);
    this.#list(this.pageList, selected.length ? [] : coloursOf(this.store.document));
  }

  // The same button stays where its colour was: the popover hangs on it.
  #list(place, colours) {
    place.closest("fieldset").hidden = colours.length === 0;
    const words = ({ colour, count }) => `${nameOf(colour)}, ${count === 1 ? "used once" : `used ${count} times`}`;
    while (place.children.length > colours.length) place.lastElementChild.remove();
    for (const [at, each] of colours.entries()) {
      const button = place.children[at] ?? place.appendChild(Object.assign(swatch(each.colour), { ariaHasPopup: "dialog" }));
      if (button.title !== words(each)) paintOn(button, each.colour, words(each));
    }
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectPaint(editor) {
  new Wells(editor, new PaintPopover(editor));
}
