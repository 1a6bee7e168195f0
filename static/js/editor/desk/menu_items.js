/** What the context menu offers for what is selected. */

import { mayChange } from "../document/locks.js";

const LOCKS = [["All of it", "all"], ["Its place and turn", "position"], ["Its size and slant", "size"]];

/**
 * @typedef {{says: string, action: string, argument?: string, isOn?: boolean, isOff?: boolean}} Item `isOn` for what is switched, `isOff` for
 *   what cannot be done now
 * @param {import("../main.js").Editor} editor
 * @returns {Item[][]} in groups
 */
export function itemsFor({ store, preferences, actions }) {
  const { selected, placed } = store;
  const pasted = { says: "Paste", action: "paste", isOff: !actions.canPaste() };
  const onPage = [[pasted, { says: "Select all", action: "selectAll" }], viewItems(preferences)];
  if (!selected.length) return onPage;
  if (!selected.some(mayChange)) return [[{ says: "Unlock", action: "lock", argument: "none" }], ...onPage];
  return [
    [
      { says: "Cut", action: "cut" },
      { says: "Copy", action: "copy" },
      pasted,
      { says: "Duplicate", action: "duplicate" },
      { says: "Delete", action: "remove" },
    ],
    [
      { says: "Bring to the front", action: "front" },
      { says: "Bring forward", action: "forward" },
      { says: "Send backward", action: "backward" },
      { says: "Send to the back", action: "back" },
    ],
    groupItems(selected, placed),
    [
      { says: "Mirror left to right", action: "flip", argument: "x" },
      { says: "Mirror upside down", action: "flip", argument: "y" },
    ],
    lockItems(selected),
  ].filter((items) => items.length);
}

function groupItems(selected, placed) {
  const [first] = selected;
  const isOne = selected.length === 1;
  return [
    ...(isOne && first.type === "text" ? [{ says: "Edit the text", action: "open" }] : []),
    ...(isOne ? [] : [{ says: "Group", action: "group" }]),
    ...(isOne && first.elements ? [{ says: "Go into the group", action: "open" }] : []),
    ...(selected.some(({ elements }) => elements) ? [{ says: "Ungroup", action: "ungroup" }] : []),
    ...(placed[0].groups.length ? [{ says: "Select the group around", action: "selectParent" }] : []),
  ];
}

function lockItems(selected) {
  const nameOf = ({ locked }) => (locked === true ? "all" : locked || "none");
  const isAll = (name) => selected.every((element) => nameOf(element) === name);
  return LOCKS.map(([says, name]) => ({ says: `Lock: ${says.toLowerCase()}`, action: "lock", argument: isAll(name) ? "none" : name, isOn: isAll(name) }));
}

const viewItems = (preferences) =>
  [["Rulers", "rulers"], ["Guides", "guides"], ["Grid", "grid"], ["Snap to the grid", "snapToGrid"], ["Safe area", "safeArea"]].map(([says, key]) => ({
    says,
    action: "toggleView",
    argument: key,
    isOn: preferences.get(key),
  }));
