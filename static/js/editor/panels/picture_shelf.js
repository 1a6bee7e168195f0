/** The tab of the pictures: what the team has, found by name; uploads on their way; a click adds, or gives what was asked for. */

import { toast } from "../../ui/toast.js";
import { picturesNamed } from "../document/picture_elements.js";
import { DRAGGED, Placing, takeDrops, takePastes } from "../pictures/arriving.js";
import { Choosing } from "../pictures/choosing.js";
import { Uploads } from "../pictures/uploads.js";
import { messageOf } from "../save.js";
import { connectSignature } from "./signature.js";
import { UploadList } from "./upload_list.js";

const TYPED_MS = 250;
const HINT = "Click a picture to put it on the page, or drag it there.";
const NONE = "There are none yet. Upload one: it is here for all designs of your team.";
const NONE_FOUND = "No picture has such a name. Search for a part of it.";

class Shelf {
  #known = new Map();
  #next = null;
  #turn = 0;

  /** @param {import("../main.js").Editor} editor @param {(picture: object) => void} onPick */
  constructor(editor, onPick) {
    Object.assign(this, { editor, onPick });
    const { find } = editor;
    Object.assign(this, { shelf: find("picture-shelf"), search: find("picture-search"), more: find("picture-more") });
    new IntersectionObserver((seen, watch) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      this.load();
    }).observe(this.search);
    this.search.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), TYPED_MS);
    });
    this.more.addEventListener("click", () => this.load(this.#next));
    this.shelf.addEventListener("click", (event) => this.#click(event));
    this.shelf.addEventListener("dragstart", (event) => {
      const { id } = event.target.closest("li").dataset;
      event.dataTransfer.setData(DRAGGED, id);
      event.dataTransfer.effectAllowed = "copy";
    });
  }

  /** @param {string} id */
  about(id) {
    return this.#known.get(id);
  }

  /** @param {number} [page] of the list, from 1: those after the first are added below */
  async load(page = 1) {
    const turn = ++this.#turn;
    const { data } = this.editor;
    let facts;
    try {
      const answer = await fetch(`${data.urls.pictures}?${new URLSearchParams({ q: this.search.value, page })}`);
      facts = await answer.json();
      if (!answer.ok) throw new Error(messageOf(facts));
    } catch {
      return this.#say("The pictures could not be fetched. Type in the search to try again.");
    }
    if (turn !== this.#turn) return; // something else has been typed meanwhile
    if (page === 1) this.shelf.replaceChildren();
    this.shelf.append(...facts.pictures.map((picture) => this.#item(picture)));
    this.shelf.removeAttribute("aria-busy");
    this.#next = facts.next;
    this.more.hidden = !facts.next;
    this.#say(facts.total ? HINT : this.search.value ? NONE_FOUND : NONE);
  }

  /** Put a new picture first; unless it has a place on the page by now, say how it gets there. */
  put(picture, isPlaced) {
    this.shelf.querySelector(`li[data-id="${picture.id}"]`)?.remove();
    const item = this.#item(picture);
    item.dataset.isNew = String(!isPlaced);
    this.shelf.prepend(item);
    this.#say(isPlaced ? HINT : `“${picture.name}” is here. ${HINT}`);
  }

  #say(text) {
    const say = this.editor.find("picture-say");
    say.textContent = text;
    say.hidden = !text;
  }

  #item(picture) {
    this.#known.set(picture.id, picture);
    const item = this.editor.find("picture-item").content.firstElementChild.cloneNode(true);
    item.dataset.id = picture.id;
    const button = item.querySelector(".picture");
    button.setAttribute("aria-label", picture.name);
    button.title = picture.isVector ? `${picture.name}, vector drawing` : `${picture.name}, ${picture.width} × ${picture.height} px`;
    item.querySelector("img").src = picture.thumbnail;
    item.querySelector("bdi").textContent = picture.name;
    for (const [name, word] of [["rename", "Rename"], ["delete", "Delete"]]) {
      item.querySelector(`[data-do="${name}"]`).setAttribute("aria-label", `${word} ${picture.name}`);
    }
    return item;
  }

  #click(event) {
    const picture = this.#known.get(event.target.closest("li")?.dataset.id);
    const button = event.target.closest("button");
    if (!picture || !button) return;
    if (button.dataset.do === "rename") this.#rename(picture, button.closest("li"));
    else if (button.dataset.do === "delete") this.#ask(picture);
    else this.#pick(picture, button.closest("li"));
  }

  #pick(picture, item) {
    delete item.dataset.isNew;
    this.#say(HINT);
    this.onPick(picture);
  }

  #rename(picture, item) {
    const input = Object.assign(document.createElement("input"), { value: picture.name, maxLength: 200, className: "input" });
    input.setAttribute("aria-label", "Name of the picture");
    item.querySelector("bdi").replaceWith(input);
    input.select();
    const back = (shown) => {
      const fresh = this.#item(shown);
      item.replaceWith(fresh);
      fresh.querySelector(".picture").focus();
    };
    input.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") input.value = picture.name;
      if (key === "Enter" || key === "Escape") input.blur();
    });
    input.addEventListener("blur", async () => {
      const name = input.value.trim();
      const facts = name && name !== picture.name ? await this.#send("PATCH", picture, { name }) : null;
      back(facts?.picture ?? picture);
    }, { once: true });
  }

  #ask(picture) {
    const { find, store } = this.editor;
    if (picturesNamed(store.document).assets.includes(picture.id)) {
      return toast({ text: `“${picture.name}” is used in this design. Take it out first.`, variant: "warning" });
    }
    const dialog = find("delete-picture");
    find("delete-picture-name").textContent = `“${picture.name}”`;
    dialog.returnValue = "";
    dialog.showModal();
    dialog.addEventListener("close", async () => {
      if (dialog.returnValue !== "delete" || !(await this.#send("DELETE", picture))) return;
      this.#known.delete(picture.id);
      this.shelf.querySelector(`li[data-id="${picture.id}"]`)?.remove();
      toast({ text: `“${picture.name}” is deleted.`, variant: "success" });
    }, { once: true });
  }

  async #send(method, picture, body = {}) {
    try {
      const answer = await this.editor.saver.request(method, picture.url, body);
      const facts = await answer.json();
      if (answer.ok) return facts;
      toast({ text: messageOf(facts), variant: "destructive" });
    } catch {
      toast({ text: "There is no connection. Try again in a moment.", variant: "destructive" });
    }
    return null;
  }
}

/** Adds `editor.choosePicture(question, give)` for other parts. @param {import("../main.js").Editor} editor */
export function connectPictures(editor) {
  const { find, data, store, saver } = editor;
  const placing = new Placing(editor);
  const uploads = new Uploads({ url: data.urls.newPicture, token: saver.token });
  const choosing = new Choosing(editor);
  const shelf = new Shelf(editor, (picture) => (choosing.end() ?? ((chosen) => placing.add(chosen)))(picture));
  editor.placing = placing;
  editor.choosePicture = (question, give) => choosing.begin(question, give);
  store.addEventListener("select", () => choosing.end());
  store.addEventListener("change", () => editor.pictures.ensure(store.document, editor.stage.valuesOf(store.document)));
  new UploadList(editor, uploads);
  uploads.addEventListener("arrived", ({ detail }) => arrived(shelf, detail));
  find("picture-file").addEventListener("change", ({ target }) => {
    uploads.add([...target.files], { then: choosing.end() ?? undefined });
    target.value = "";
  });
  takeDrops(editor, { placing, uploads, pictureOf: (id) => shelf.about(id) });
  takePastes(editor, { placing, uploads });
  connectSignature(editor, uploads);
}

function arrived(shelf, { upload, picture, leftOut }) {
  shelf.put(picture, Boolean(upload.then));
  if (leftOut.length) toast({ text: `${upload.file.name} is here without its ${leftOut.join(", ")}.`, variant: "warning" });
}
