/** The keyboard of the editor, and the sheet that tells it. Keys that somebody types into a control are left to it. */

import { BY_KEY, KEYMAP, nameOf, signsOf } from "./keymap.js";

/** What somebody may be typing into. */
export const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=color]), textarea, select, [contenteditable]";
// These walk through themselves by arrows, or are pressed by Enter.
const OWN_ARROWS = "[role=tablist], [role=menu], [type=radio], [data-own-arrows]";
const PRESSED = "button, a, summary, [type=checkbox], [type=radio]";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const [FINE_MM, NUDGE_MM, STRIDE_MM] = [0.1, 0.5, 5];

export const isMac = /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform);

/** @param {import("./main.js").Editor} editor its actions are named in the keymap */
export function connectKeys({ actions, find }) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const { target } = event;
    const name = nameOf(event);
    const key = BY_KEY.get(name);
    if (target.closest?.(TYPING) && key?.action !== "save") return;
    if (event.key in ARROWS && !event.ctrlKey && !event.metaKey) return nudge(event, actions);
    if (!key || (["enter", "delete", "backspace"].includes(name) && target.closest?.(PRESSED))) return;
    if (actions[key.action]?.(key.argument) !== false) event.preventDefault();
  });
  find("keys").replaceChildren(...KEYMAP.map(section));
}

function nudge(event, actions) {
  if (event.target.closest?.(OWN_ARROWS)) return;
  const [x, y] = ARROWS[event.key];
  const step = event.shiftKey ? STRIDE_MM : event.altKey ? FINE_MM : NUDGE_MM;
  if (actions.nudge(x * step, y * step) !== false) event.preventDefault();
}

function section({ title, keys }) {
  const made = document.createElement("section");
  const heading = Object.assign(document.createElement("h3"), { textContent: title });
  const list = Object.assign(document.createElement("dl"), { className: "editor-keys" });
  list.append(...keys.map(row));
  made.append(heading, list);
  return made;
}

function row({ says, keys }) {
  const made = document.createElement("div");
  const term = document.createElement("dt");
  for (const [at, name] of keys.slice(0, 2).entries()) {
    if (at) term.append(" or ");
    term.append(...kbds(name));
  }
  made.append(term, Object.assign(document.createElement("dd"), { textContent: says }));
  return made;
}

/** @param {string} name of a key @returns {HTMLElement[]} */
export const kbds = (name) => signsOf(name, { isMac }).map((text) => Object.assign(document.createElement("kbd"), { textContent: text }));
