/** The panel of things to add: kinds of elements, and the fields of the recipients' list. */

import { addField, addNew } from "../document/additions.js";

/** Buttons of the tools carry data-add (a kind) or data-field (a key of the registry). @param {import("../main.js").Editor} editor */
export function connectPalette({ find, store, data }) {
  find("tools").addEventListener("click", (event) => {
    const { add, field: key } = event.target.closest("button")?.dataset ?? {};
    const field = data.fields.find((each) => each.key === key);
    if (!add && !field) return;
    const made = field ? addField(store.document, store.pageIndex, field) : addNew(store.document, store.pageIndex, add);
    const name = field ? `Add ${field.label}` : `Add ${event.target.closest("button").textContent.trim().toLowerCase()}`;
    store.keep(name, made.document, { select: [made.id] });
  });
}
