/** The logos of the team: one click puts one onto the page. */

import { addPicture } from "../document/picture_elements.js";

/** @param {import("../main.js").Editor} editor */
export function connectLogos({ find, store, pictures, data, seen }) {
  find("logos").addEventListener("click", async (event) => {
    const logo = data.brand.logos.find(({ id }) => id === event.target.closest("button")?.dataset.logo);
    if (!logo) return;
    await pictures.take({ [logo.id]: logo });
    const made = addPicture(store.document, store.pageIndex, logo, { seen: seen() });
    store.keep(`Add ${logo.name}`, made.document, { select: [made.id] });
  });
}
