/** The bar above: undo, zoom, what is saved; and what to do when two people met. */

const SAYS = {
  saved: "Saved",
  waiting: "Not saved yet",
  saving: "Saving…",
  offline: "No connection: kept in this browser",
  refused: "Not saved: see the problems",
  moved: "Not saved: changed elsewhere",
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
  find("take").addEventListener("click", () => saver.take());
  find("overwrite").addEventListener("click", () => saver.overwrite());
  tell(find, saver);
}

function tell(find, saver) {
  const { state, detail } = saver;
  find("state").textContent = SAYS[state];
  find("state").dataset.state = state;
  if (state === "moved") {
    find("moved-by").textContent = detail.byYou ? "You, in another window," : detail.by || "Somebody";
    find("moved").showModal();
  }
}
