/**
 * Files on their way to the server. None is lost in silence: what could not be sent stays in the list until it is sent again
 * or taken off it, and leaving the page meanwhile asks first.
 */

import { messageOf, tokenNow } from "../save.js";

const MOST_BYTES = 20 * 1024 * 1024;
const NO_CONNECTION = "No connection. It is sent as soon as there is one.";

/**
 * A file and what became of it.
 *
 * @typedef {object} Upload
 * @property {File} file
 * @property {"waiting"|"sending"|"offline"|"choosing"|"refused"|"done"} state offline: sent again when the line is back;
 *   choosing: a page of a PDF is asked for
 * @property {number} progress 0 to 1
 * @property {string} message what went wrong, and what to do
 * @property {boolean} isFinal the file itself will not do: another try would end the same
 * @property {{pages: number, previews: string[]}} [choice] small pictures in base64
 * @property {"picture"|"signature"} use
 * @property {number} [page]
 */

/** Events: "change", and "arrived" with `{upload, picture, leftOut}` as its detail. */
export class Uploads extends EventTarget {
  #sending = null;

  /** @param {{url: string, token: string}} server */
  constructor({ url, token }) {
    super();
    Object.assign(this, { url, token, list: [] });
    window.addEventListener("online", () => this.#wakeUp());
    window.addEventListener("beforeunload", (event) => this.isOpen && event.preventDefault());
  }

  /** Whether there is a file that would be lost. */
  get isOpen() {
    return this.list.some(({ state }) => ["waiting", "sending", "offline", "choosing"].includes(state));
  }

  /**
   * @param {Iterable<File>} files
   * @param {{use?: "picture"|"signature", then?: (picture: object) => void}} [how] then: what to do with each
   */
  add(files, { use = "picture", then } = {}) {
    for (const file of files) {
      const message = faultOf(file);
      this.list.push({ file, use, then, state: message ? "refused" : "waiting", progress: 0, message, isFinal: Boolean(message) });
    }
    this.#changed();
    this.#next();
  }

  /** Send again. @param {Upload} upload @param {{page?: number}} [chosen] */
  again(upload, chosen = {}) {
    Object.assign(upload, chosen, { state: "waiting", message: "", progress: 0 });
    this.#changed();
    this.#next();
  }

  /** @param {Upload} upload */
  drop(upload) {
    this.list = this.list.filter((each) => each !== upload);
    if (this.#sending?.upload === upload) this.#sending.request.abort();
    this.#changed();
  }

  #wakeUp() {
    for (const upload of this.list) if (upload.state === "offline") upload.state = "waiting";
    this.#changed();
    this.#next();
  }

  // One after the other, in the order they came: so do they lie in the list of pictures.
  #next() {
    const upload = this.#sending ? null : this.list.find(({ state }) => state === "waiting");
    if (upload) this.#send(upload);
  }

  #send(upload) {
    const form = new FormData();
    form.append("file", upload.file);
    form.append("use", upload.use);
    if (upload.page) form.append("page", upload.page);
    // Not fetch, which does not say how much has been sent.
    const request = new XMLHttpRequest();
    this.#sending = { upload, request };
    upload.state = "sending";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      upload.progress = loaded / total;
      this.#changed();
    });
    request.addEventListener("load", () => this.#answered(upload, request));
    request.addEventListener("error", () => this.#ended(upload, "offline", NO_CONNECTION));
    request.addEventListener("abort", () => this.#ended(upload, upload.state, upload.message));
    request.open("POST", this.url);
    request.setRequestHeader("X-CSRFToken", tokenNow(this.token));
    request.send(form);
    this.#changed();
  }

  #answered(upload, { status, responseText }) {
    const facts = factsOf(responseText);
    if (status === 409 && facts.pages) {
      upload.choice = facts;
      return this.#ended(upload, "choosing", facts.error.mend);
    }
    upload.isFinal = status === 422;
    if (!facts.picture) return this.#ended(upload, "refused", messageOf(facts));
    this.list = this.list.filter((each) => each !== upload);
    this.#ended(upload, "done", "");
    upload.then?.(facts.picture);
    this.dispatchEvent(new CustomEvent("arrived", { detail: { upload, picture: facts.picture, leftOut: facts.leftOut } }));
  }

  #ended(upload, state, message) {
    Object.assign(upload, { state, message });
    this.#sending = null;
    this.#changed();
    this.#next();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

function faultOf({ size }) {
  if (size > MOST_BYTES) return "The file is larger than 20 MB. Upload a smaller one.";
  return size ? "" : "The file is empty. Export it again.";
}

// A proxy may answer with a page.
function factsOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** The files of a drop or a paste that may be pictures. @param {DataTransfer | null} transfer @returns {File[]} */
export function filesOf(transfer) {
  return [...(transfer?.files ?? [])];
}
