/** The bar above: undo, zoom, and what is saved. */

import { dismiss, toast } from "../ui/toast.js";
import { messageOf } from "./save.js";

const SAYS = {
  saved: "Saved",
  waiting: "Not saved yet",
  saving: "Saving…",
  offline: "No connection: kept in this browser",
  refused: "Not saved: see the problems",
  moved: "Not saved: changed elsewhere",
  away: "Logged out: kept in this browser",
};

/** @param {import("./main.js").Editor} editor */
export function connectBar({ find, store, saver, actions }) {
  document.addEventListener("click", (event) => {
    const { action, argument } = event.target.closest("[data-action]")?.dataset ?? {};
    if (!action) return;
    actions[action]?.(argument);
    event.target.closest("details[data-menu]")?.removeAttribute("open");
  });
  const story = () => {
    for (const [name, isOn] of [["undo", store.canUndo], ["redo", store.canRedo]]) {
      for (const button of document.querySelectorAll(`[data-action="${name}"]`)) button.disabled = !isOn;
    }
  };
  store.addEventListener("change", story);
  story();
  saver.addEventListener("state", () => tell(find, saver));
  tell(find, saver);
}

function tell(find, { state, detail }) {
  find("state").textContent = SAYS[state];
  find("state").dataset.state = state;
  if (state === "away") toast({ text: messageOf(detail), variant: "warning", key: "away" });
  else if (state === "saved") dismiss("away");
}
