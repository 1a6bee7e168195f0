/** The context menu: by the right button, the menu key or Shift F10; walked through by arrows and first letters. */

import { contains } from "../geometry/geometry.js";
import { keyFor } from "../keymap.js";
import { kbds } from "../shortcuts.js";
import { itemsFor } from "./menu_items.js";
import { pick } from "./picking.js";

const EDGE_PX = 8;

class Menu {
  /** @param {HTMLElement} menu a popover with role menu @param {import("../main.js").Editor} editor */
  constructor(menu, editor) {
    Object.assign(this, { menu, editor });
    menu.addEventListener("click", ({ target }) => this.#choose(target.closest("button")));
    menu.addEventListener("keydown", (event) => this.#key(event));
    menu.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !menu.contains(relatedTarget) && menu.hidePopover());
  }

  /** @param {{x: number, y: number}} at px in the window */
  open(at) {
    const { menu } = this;
    this.before = document.activeElement;
    menu.replaceChildren(...itemsFor(this.editor).flatMap((items, index) => [...(index ? [separator()] : []), ...items.map(button)]));
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(EDGE_PX, Math.min(at.x, innerWidth - width - EDGE_PX))}px`;
    menu.style.top = `${Math.max(EDGE_PX, Math.min(at.y, innerHeight - height - EDGE_PX))}px`;
    this.#items[0]?.focus();
  }

  get isOpen() {
    return this.menu.matches(":popover-open");
  }

  get #items() {
    return [...this.menu.querySelectorAll("button:not([aria-disabled=true])")];
  }

  #choose(item) {
    if (!item || item.ariaDisabled === "true") return;
    const { does, to } = item.dataset;
    this.#close();
    this.editor.actions[does](to);
  }

  #close() {
    this.menu.hidePopover();
    // What was pressed may be gone by then: the page is always there.
    (this.before?.isConnected && this.before !== document.body ? this.before : this.editor.frame.svg).focus({ preventScroll: true });
  }

  #key(event) {
    const items = this.#items;
    const now = items.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key] ?? this.#byLetter(event, items, now);
    if (next !== undefined) items.at(next % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #byLetter({ key, ctrlKey, metaKey }, items, now) {
    if (key.length !== 1 || key === " " || ctrlKey || metaKey) return undefined;
    const isNamed = (item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase());
    const after = items.findIndex((item, index) => index > now && isNamed(item));
    const any = after < 0 ? items.findIndex(isNamed) : after;
    return any < 0 ? undefined : any;
  }
}

function separator() {
  const line = document.createElement("hr");
  line.setAttribute("role", "separator");
  return line;
}

function button({ says, action, argument, isOn, isOff }) {
  const item = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1 });
  item.setAttribute("role", isOn === undefined ? "menuitem" : "menuitemcheckbox");
  if (isOn !== undefined) item.ariaChecked = String(isOn);
  if (isOff) item.ariaDisabled = "true";
  item.dataset.does = action;
  if (argument) item.dataset.to = argument;
  const name = keyFor(action, argument);
  item.append(Object.assign(document.createElement("span"), { textContent: says }), ...(name ? [keysOf(name)] : []));
  return item;
}

function keysOf(name) {
  const keys = document.createElement("span");
  keys.ariaHidden = "true";
  keys.append(...kbds(name));
  return keys;
}

/** @param {import("../main.js").Editor} editor */
export function connectMenu(editor) {
  const { find, store, frame, actions } = editor;
  const menu = new Menu(find("menu"), editor);
  frame.svg.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    if (menu.isOpen) return;
    const point = editor.pointAt(event);
    // What is locked is found by this button alone: to be unlocked.
    if (!pick(editor, point)) store.select(store.page.elements.filter((each) => !each.hidden && contains(each, point)).slice(-1).map(({ id }) => id));
    menu.open({ x: event.clientX, y: event.clientY });
  });
  find("layers").addEventListener("contextmenu", (event) => {
    const { id } = event.target.closest("li")?.dataset ?? {};
    if (!id || event.target.closest("input")) return;
    event.preventDefault();
    if (menu.isOpen) return;
    if (!store.selection.includes(id)) store.select([id]);
    menu.open({ x: event.clientX, y: event.clientY });
  });
  actions.menu = () => {
    const box = (frame.layers.selection.firstElementChild ?? frame.svg).getBoundingClientRect();
    menu.open({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  };
}
