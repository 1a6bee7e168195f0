/** The keyboard of the editor. Keys that somebody types into a control are left to it. */

const TYPING = "input:not([type=checkbox]):not([type=color]), textarea, select, [contenteditable]";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NUDGE_MM = 0.5;
const STRIDE_MM = 5;

/** Keys → names of actions. "mod" is Ctrl, on a Mac Command. */
const KEYS = {
  "mod+z": "undo",
  "mod+shift+z": "redo",
  "mod+y": "redo",
  "mod+d": "duplicate",
  "mod+c": "copy",
  "mod+x": "cut",
  "mod+v": "paste",
  "mod+a": "selectAll",
  "mod+g": "group",
  "mod+shift+g": "ungroup",
  "mod+s": "save",
  "mod+]": "forward",
  "mod+[": "backward",
  "mod+shift+]": "front",
  "mod+shift+[": "back",
  "mod+0": "fit",
  "mod+1": "actualSize",
  "mod+=": "zoomIn",
  "mod++": "zoomIn",
  "mod+-": "zoomOut",
  delete: "remove",
  backspace: "remove",
  escape: "escape",
  enter: "open",
  "?": "help",
};

/** How a key press is written in KEYS. Shift is left out where it makes another sign. */
export function nameOf({ key, ctrlKey, metaKey, shiftKey }) {
  const isMod = ctrlKey || metaKey;
  const written = { "{": "[", "}": "]" }[key] ?? key.toLowerCase();
  const isShift = shiftKey && (isMod || key.length > 1);
  return `${isMod ? "mod+" : ""}${isShift ? "shift+" : ""}${written}`;
}

/** @param {import("./main.js").Editor} editor its actions are named in KEYS */
export function connectKeys({ actions }) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.(TYPING);
    const name = nameOf(event);
    const action = KEYS[name];
    if ((isTyping && action !== "save") || document.querySelector("dialog[open]")) return;
    const arrow = ARROWS[event.key];
    if (arrow && !event.ctrlKey && !event.metaKey && !event.target.closest?.("[role=tablist], [role=menu]")) {
      const step = event.shiftKey ? STRIDE_MM : NUDGE_MM;
      if (actions.nudge(arrow[0] * step, arrow[1] * step)) event.preventDefault();
      return;
    }
    if (!action || (["enter", "delete", "backspace"].includes(name) && event.target.closest?.("button, a"))) return;
    if (actions[action]?.() !== false) event.preventDefault();
  });
}
