/** The panel of things to add: kinds of elements, and the fields of the recipients' list. */

import { addField, addNew } from "./palette.js";

/**
 * @param {HTMLElement} panel its buttons carry data-add (a kind) or data-field (a key)
 * @param {Array<{key: string, label: string, type: string, sample: string, group: string}>} fields
 */
export function connectPalette(panel, store, fields) {
  panel.addEventListener("click", (event) => {
    const { add, field: key } = event.target.closest("button")?.dataset ?? {};
    const field = fields.find((each) => each.key === key);
    if (!add && !field) return;
    const made = field ? addField(store.document, store.pageIndex, field) : addNew(store.document, store.pageIndex, add);
    const name = field ? `Add ${field.label}` : `Add ${event.target.closest("button").textContent.trim().toLowerCase()}`;
    store.keep(name, made.document, { select: [made.id] });
  });
}
