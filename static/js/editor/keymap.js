/**
 * Every key of the editor, in groups: the keyboard, the `?` sheet and the menus read this one list.
 *
 * `keys` are written as `nameOf` tells them, "mod" for Ctrl or Command. Without `action` the key is told here and handled elsewhere:
 * by the browser (copy, paste), by the pointer (keys that are held), or by a panel. `told` is the action for which menus name it all the same.
 *
 * @typedef {{says: string, keys: string[], action?: string, argument?: string, told?: string}} Key
 * @type {{title: string, keys: Key[]}[]}
 */
export const KEYMAP = [
  {
    title: "Edit",
    keys: [
      { says: "Undo", keys: ["mod+z"], action: "undo" },
      { says: "Redo", keys: ["mod+shift+z", "mod+y"], action: "redo" },
      { says: "Copy", keys: ["mod+c"], told: "copy" },
      { says: "Cut", keys: ["mod+x"], told: "cut" },
      { says: "Paste, between designs too", keys: ["mod+v"], told: "paste" },
      { says: "Duplicate", keys: ["mod+d"], action: "duplicate" },
      { says: "Delete", keys: ["delete", "backspace"], action: "remove" },
      { says: "Edit the text, or go into the group", keys: ["enter"], action: "open" },
      { says: "Save now", keys: ["mod+s"], action: "save" },
    ],
  },
  {
    title: "Select",
    keys: [
      { says: "All on the page", keys: ["mod+a"], action: "selectAll" },
      { says: "The next one above", keys: ["]"], action: "selectNext", argument: "1" },
      { says: "The next one below", keys: ["["], action: "selectNext", argument: "-1" },
      { says: "The group around", keys: ["shift+enter"], action: "selectParent" },
      { says: "Out of the group, or nothing", keys: ["escape"], action: "escape" },
      { says: "Add to the selection", keys: ["shift+click"] },
      { says: "Inside of groups", keys: ["mod+click"] },
      { says: "Menu of what can be done", keys: ["shift+f10", "contextmenu"], action: "menu" },
    ],
  },
  {
    title: "Text",
    keys: [
      { says: "Bold", keys: ["mod+b"], action: "bold" },
      { says: "Italic", keys: ["mod+i"], action: "italic" },
      { says: "A field, while typing", keys: ["{"] },
      { says: "End typing on the page: it is kept, and undo takes it back", keys: ["escape", "mod+enter"] },
    ],
  },
  {
    title: "Pictures",
    keys: [
      { says: "Crop, or choose a sample photo", keys: ["enter"] },
      { says: "Push the picture under its frame", keys: ["arrows"] },
      { says: "Enlarge or shrink it", keys: ["+", "-"] },
      { says: "Size the frame", keys: ["alt+arrows"] },
      { says: "Keep the crop", keys: ["enter"] },
      { says: "Leave it as it was", keys: ["escape"] },
      { says: "Drop beside a picture, not in its place", keys: ["alt"] },
    ],
  },
  {
    title: "Move",
    keys: [
      { says: "By 0.5 mm", keys: ["arrows"] },
      { says: "By 5 mm", keys: ["shift+arrows"] },
      { says: "By 0.1 mm", keys: ["alt+arrows"] },
    ],
  },
  {
    title: "While dragging",
    keys: [
      { says: "Straight, in ratio or out of it, in steps of 15°", keys: ["shift"] },
      { says: "Free, by a corner of a picture, an ornament or a code", keys: ["shift"] },
      { says: "Without snapping", keys: ["alt"] },
      { says: "From the centre", keys: ["mod"] },
      { says: "Slant, by a side", keys: ["mod+shift"] },
      { says: "Let go without a change", keys: ["escape"] },
    ],
  },
  {
    title: "Arrange",
    keys: [
      { says: "Bring forward", keys: ["mod+]"], action: "forward" },
      { says: "Send backward", keys: ["mod+["], action: "backward" },
      { says: "Bring to the front", keys: ["mod+shift+]"], action: "front" },
      { says: "Send to the back", keys: ["mod+shift+["], action: "back" },
      { says: "Group", keys: ["mod+g"], action: "group" },
      { says: "Ungroup", keys: ["mod+shift+g"], action: "ungroup" },
      { says: "Mirror left to right", keys: ["shift+h"], action: "flip", argument: "x" },
      { says: "Mirror upside down", keys: ["shift+v"], action: "flip", argument: "y" },
      { says: "Lock or unlock", keys: ["mod+shift+l"], action: "toggleLock" },
    ],
  },
  {
    title: "Align",
    keys: [
      { says: "Left", keys: ["alt+a"], action: "align", argument: "left" },
      { says: "Centre", keys: ["alt+h"], action: "align", argument: "centre" },
      { says: "Right", keys: ["alt+d"], action: "align", argument: "right" },
      { says: "Top", keys: ["alt+w"], action: "align", argument: "top" },
      { says: "Middle", keys: ["alt+v"], action: "align", argument: "middle" },
      { says: "Bottom", keys: ["alt+s"], action: "align", argument: "bottom" },
      { says: "Equal gaps across", keys: ["alt+shift+h"], action: "distribute", argument: "x" },
      { says: "Equal gaps down", keys: ["alt+shift+v"], action: "distribute", argument: "y" },
    ],
  },
  {
    title: "See",
    keys: [
      { says: "Whole page", keys: ["mod+0"], action: "fit" },
      { says: "Size on paper", keys: ["mod+1"], action: "zoomTo", argument: "1" },
      { says: "Width of the page", keys: ["mod+2"], action: "fitWidth" },
      { says: "Larger", keys: ["mod++", "mod+=", "mod+shift++"], action: "zoomIn" },
      { says: "Smaller", keys: ["mod+-"], action: "zoomOut" },
      { says: "Larger, smaller", keys: ["mod+wheel"] },
      { says: "Push the page about", keys: ["space+drag"] },
      { says: "Next page", keys: ["pagedown"], action: "turnPage", argument: "1" },
      { says: "Page before", keys: ["pageup"], action: "turnPage", argument: "-1" },
      { says: "Rulers", keys: ["shift+r"], action: "toggleView", argument: "rulers" },
      { says: "Guides", keys: ["mod+;"], action: "toggleView", argument: "guides" },
      { says: "Grid", keys: ["mod+'"], action: "toggleView", argument: "grid" },
      { says: "Snap to the grid", keys: ["mod+shift+'"], action: "toggleView", argument: "snapToGrid" },
      { says: "These keys", keys: ["?"], action: "help" },
    ],
  },
];

const ALL = KEYMAP.flatMap(({ keys }) => keys);

/** What a key does. @type {Map<string, Key>} by the name of the key */
export const BY_KEY = new Map(ALL.filter(({ action }) => action).flatMap((key) => key.keys.map((name) => [name, key])));

/** @param {string} action @param {string} [argument] @returns {string | undefined} the first key for it, by its name */
export const keyFor = (action, argument) => ALL.find((key) => (key.action ?? key.told) === action && key.argument === argument)?.keys[0];

/** How a key press is written in the list. Shift is left out where it makes another sign. */
export function nameOf({ key, code = "", ctrlKey, metaKey, altKey, shiftKey }) {
  const isMod = ctrlKey || metaKey;
  // With Alt some keyboards write other letters: then the place of the key counts.
  const plain = altKey && code.startsWith("Key") ? code.slice(3) : key;
  const written = { "{": "[", "}": "]", '"': "'", ":": ";" }[plain] ?? plain.toLowerCase();
  const isSign = plain.length === 1 && plain.toLowerCase() === plain.toUpperCase();
  const isShift = shiftKey && (isMod || altKey || !isSign);
  return `${isMod ? "mod+" : ""}${altKey ? "alt+" : ""}${isShift ? "shift+" : ""}${written}`;
}

const SIGNS = { mod: "Ctrl", delete: "Delete", arrows: "Arrows", pagedown: "Page down", pageup: "Page up", contextmenu: "Menu", "-": "−" };
const MAC_SIGNS = { mod: "⌘", alt: "⌥", shift: "⇧" };

/** @param {string} name of a key @param {{isMac: boolean}} on @returns {string[]} what stands on the keys */
export function signsOf(name, { isMac }) {
  const signs = isMac ? { ...SIGNS, ...MAC_SIGNS } : SIGNS;
  return name.replace(/(^|\+)\+$/, "$1plus").split("+").map((part) => signs[part] ?? { plus: "+" }[part] ?? part[0].toUpperCase() + part.slice(1));
}
