/** The type of what is selected: its font, only the weights and styles that the family has, what becomes of a long text. */

import { hasBold, hasItalic, isBold, scriptsOf, settled, WEIGHT_NAMES, weightsOf, withBold, withItalic } from "../document/typefaces.js";
import { updateElements } from "../document/commands.js";
import { changesOfFree } from "../document/locks.js";
import { FontPicker } from "./fonts.js";

const FITS = {
  shrink: "The type gets smaller until all fits its box, never below the smallest size.",
  wrap: "Lines break at the edge of the box. What is too long runs out of it at the bottom.",
  none: "Lines break only where you press Enter. What is too long runs out of the box at its sides.",
};

// Where start and end are in a text from left to right, and what follows the direction of a text instead of a side.
const SIDES = { start: "left", end: "right" };
const FOLLOWING = { left: "start", right: "end" };
const follows = (align) => align in SIDES;

class Type {
  #shown = "";

  /** @param {import("../main.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    const { find, store, actions } = editor;
    this.families = new Map(editor.catalogue.families.map((family) => [family.family, family]));
    const chosen = () => common(this.#texts.map(({ font }) => font.family));
    new FontPicker(find("fonts"), find("font-button"), editor, { chosen, change: (font) => this.#with(font) });
    find("weight").addEventListener("change", ({ target }) => this.#keep("Change the weight", (font) => ({ ...font, weight: Number(target.value) })));
    find("align").addEventListener("change", ({ target }) => this.#align("Align", ({ align = "start" }) => (follows(align) ? (FOLLOWING[target.value] ?? target.value) : target.value)));
    find("align-follows").addEventListener("change", ({ target }) =>
      this.#align("Change sides", ({ align = "start" }) => (target.checked ? (FOLLOWING[align] ?? align) : (SIDES[align] ?? align))),
    );
    actions.bold = () => this.#turn("Bold", "Not bold", isBold, withBold);
    actions.italic = () => this.#turn("Italic", "Upright", ({ style }) => style === "italic", withItalic);
    store.addEventListener("select", () => this.show());
    store.addEventListener("draw", () => this.show());
  }

  #align(name, change) {
    const { store } = this.editor;
    const changes = changesOfFree(this.#texts, (text) => ({ align: change(text) }));
    store.keep(name, updateElements(store.document, changes));
  }

  get #texts() {
    return this.editor.store.selected.filter(({ type }) => type === "text");
  }

  // A design from elsewhere may name a font that is not here: it is drawn in another, in one weight.
  #familyOf = ({ family }) => this.families.get(family) ?? { family, category: "", faces: [{ weight: 400, style: "normal", files: [] }] };

  #with(change) {
    return updateElements(this.editor.store.document, changesOfFree(this.#texts, ({ font }) => ({ font: change(font) })));
  }

  #keep(name, change) {
    this.editor.store.keep(name, this.#with(change));
  }

  // On for all, unless all are: then off.
  #turn(on, off, is, change) {
    const fonts = this.#texts.map(({ font }) => font);
    if (!fonts.length) return false;
    const isOn = !fonts.every(is);
    this.#keep(isOn ? on : off, (font) => change(font, this.#familyOf(font), isOn));
  }

  show() {
    const texts = this.#texts;
    const state = JSON.stringify(texts.map(({ font, fit, align }) => [font, fit, align]));
    if (!texts.length || state === this.#shown) return; // in the middle of a drag it is the same at each frame
    this.#shown = state;
    const { find } = this.editor;
    const fonts = texts.map(({ font }) => font);
    this.#name(common(fonts.map(({ family }) => family)));
    this.#showWeights(fonts);
    this.#press("bold", fonts, isBold, hasBold);
    this.#press("italic", fonts, ({ style }) => style === "italic", hasItalic);
    this.#showAlign(texts.map(({ align = "start" }) => align));
    const fit = common(texts.map((text) => text.fit ?? "wrap"));
    find("fit-hint").textContent = FITS[fit] ?? "";
    find("fit-limits").hidden = fit !== "shrink";
  }

  #showAlign(aligns) {
    const { find } = this.editor;
    const shown = common(aligns.map((align) => SIDES[align] ?? align));
    for (const radio of find("align").querySelectorAll("input")) radio.checked = radio.value === shown;
    const box = find("align-follows");
    box.disabled = aligns.every((align) => !SIDES[align] && !FOLLOWING[align]);
    box.checked = aligns.some(follows);
    box.indeterminate = box.checked && !aligns.every(follows);
  }

  #name(family) {
    const { find } = this.editor;
    find("font-name").textContent = family ?? "Mixed";
    const isRead = family !== null && scriptsOf(this.#familyOf({ family }), []).includes("Latn");
    find("font-name").style.fontFamily = isRead ? this.editor.stage.tools.fonts.lone(family) : "";
  }

  // What is drawn with a weight that the family has not is shown as the one that it is drawn with.
  #showWeights(fonts) {
    const select = this.editor.find("weight");
    const lists = fonts.map((font) => weightsOf(this.#familyOf(font), font.style));
    const weights = [...new Set(lists.flat())].filter((weight) => lists.every((list) => list.includes(weight))).toSorted((a, b) => a - b);
    const shown = common(fonts.map((font) => settled(font, this.#familyOf(font)).weight));
    const mixed = Object.assign(new Option("Mixed", ""), { hidden: true });
    select.replaceChildren(...(shown === null ? [mixed] : []), ...weights.map((weight) => new Option(WEIGHT_NAMES[weight], weight)));
    select.value = shown ?? "";
    select.disabled = weights.length < 2;
  }

  #press(name, fonts, is, has) {
    const button = this.editor.find(name);
    button.setAttribute("aria-pressed", String(fonts.every(is)));
    button.disabled = !fonts.some((font) => has(this.#familyOf(font), font)) && !fonts.some(is);
  }
}

/** @returns the one value that all have, or null */
function common(values) {
  return values.length && values.every((value) => value === values[0]) ? values[0] : null;
}

/** @param {import("../main.js").Editor} editor */
export function connectType(editor) {
  new Type(editor);
}
