/** What is on its way, with what can be done about it; and which page of a PDF is meant. */

import { toast } from "../../ui/toast.js";

const SAYS = { waiting: "Waits its turn…", sending: "On its way…" };

export class UploadList {
  #told = new WeakMap();

  /** @param {import("../main.js").Editor} editor @param {import("../pictures/uploads.js").Uploads} uploads */
  constructor({ find }, uploads) {
    Object.assign(this, { find, uploads, list: find("uploads") });
    uploads.addEventListener("change", () => this.#later());
    this.list.addEventListener("click", (event) => this.#click(event));
    find("pdf-pages").addEventListener("click", (event) => this.#choose(event.target.closest("button")?.dataset.page));
    find("pdf-number").addEventListener("submit", () => this.#choose(find("pdf-number").querySelector("input").value));
  }

  #later() {
    this.waits ??= requestAnimationFrame(() => {
      this.waits = undefined;
      this.show();
    });
  }

  show() {
    const { list } = this.uploads;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.do : null;
    this.list.replaceChildren(...list.map((upload, at) => this.#row(upload, at)));
    this.list.hidden = !list.length;
    if (focused) (this.list.querySelector(`[data-do="${focused}"]:not([hidden])`) ?? this.find("picture-search")).focus();
    for (const upload of list) this.#tell(upload);
  }

  // Once for each try.
  #tell(upload) {
    if (this.#told.get(upload) === upload.state) return;
    this.#told.set(upload, upload.state);
    const text = `${upload.file.name}: ${upload.message}`;
    if (upload.state === "choosing") this.#ask(upload);
    if (this.list.checkVisibility()) return; // there it stands already
    if (upload.state === "offline") toast({ text, variant: "warning" });
    if (upload.state === "refused") toast({ text, variant: "destructive" });
  }

  #row(upload, at) {
    const { state, file, progress, message } = upload;
    const row = this.find("upload-item").content.firstElementChild.cloneNode(true);
    row.dataset.at = at;
    row.dataset.state = state;
    row.querySelector("bdi").textContent = file.name;
    const bar = row.querySelector("progress");
    bar.hidden = state !== "sending" && state !== "waiting";
    // All of it is there, and is looked at: how long that takes is not known.
    if (progress < 1) bar.value = progress;
    row.querySelector("p").textContent = message || (progress < 1 ? SAYS[state] : "It is looked at…");
    const can = { choose: state === "choosing", again: state === "offline" || (state === "refused" && !upload.isFinal), drop: true };
    for (const [name, isOn] of Object.entries(can)) row.querySelector(`[data-do="${name}"]`).hidden = !isOn;
    return row;
  }

  #click(event) {
    const { do: what } = event.target.closest("button")?.dataset ?? {};
    const upload = this.uploads.list[event.target.closest("li")?.dataset.at];
    if (!upload) return;
    if (what === "choose") this.#ask(upload);
    if (what === "again") this.uploads.again(upload);
    if (what === "drop") this.uploads.drop(upload);
  }

  #ask(upload) {
    this.asking = upload;
    const { pages, previews } = upload.choice;
    const item = this.find("pdf-page-item").content.firstElementChild;
    this.find("pdf-pages").replaceChildren(
      ...previews.map((preview, at) => {
        const made = item.cloneNode(true);
        const button = made.querySelector("button");
        button.dataset.page = at + 1;
        button.setAttribute("aria-label", `Page ${at + 1}`);
        made.querySelector("span").textContent = at + 1;
        made.querySelector("img").src = `data:image/jpeg;base64,${preview}`;
        return made;
      }),
    );
    this.find("pdf-number").querySelector("input").max = pages;
    this.find("pdf-number").hidden = previews.length === pages;
    this.find("pdf-page").showModal();
  }

  #choose(page) {
    if (!page || !this.asking) return;
    this.find("pdf-page").close();
    this.uploads.again(this.asking, { page: Number(page) });
    this.asking = null;
  }
}
