/** Controls of how the desk is shown: the View menu, and a few in the panels. Each carries data-view with the name of its preference. */

import { fromUnit, inUnit } from "../geometry/geometry.js";

const LEAST_MM = 0.5;
const MOST_MM = 200;

/** @param {import("../main.js").Editor} editor */
export function connectView({ preferences }) {
  const controls = [...document.querySelectorAll("[data-view]")];
  const show = () => {
    const unit = preferences.get("unit");
    for (const control of controls) {
      const value = preferences.get(control.dataset.view);
      if (control.type === "checkbox") control.checked = value;
      else if (control.type === "radio") control.checked = control.value === value;
      else control.value = control.dataset.view === "gridSize" ? inUnit(value, unit) : value;
    }
    for (const label of document.querySelectorAll("[data-unit]")) label.textContent = unit;
  };
  document.addEventListener("change", ({ target }) => {
    const { view } = target.dataset;
    if (!view) return;
    const mesh = view === "gridSize" ? fromUnit(target.value, preferences.get("unit")) : null;
    if (view === "gridSize" && !(mesh >= LEAST_MM && mesh <= MOST_MM)) return show();
    preferences.set(view, mesh ?? (target.type === "checkbox" ? target.checked : target.value));
  });
  preferences.addEventListener("change", show);
  show();
}
