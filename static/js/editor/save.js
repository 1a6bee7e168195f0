/**
 * Saving by itself: soon after each change, again when the line or the session comes back, and never over somebody
 * else's work. What could not be sent stays in this browser and is taken up when the design is opened again.
 */

import { keyOf } from "../ui/unsent.js";
import { keepHere, keptHere } from "./in_browser.js";

const SOON_MS = 800;
const AGAIN_MS = 5000;
// A line that takes and never answers is none.
const PATIENCE_MS = 30_000;

/** What the server said was wrong, with what to do next. @param {{error?: {message: string, mend: string}}} facts */
export function messageOf({ error }) {
  return error ? [error.message, error.mend].filter(Boolean).join(" ") : "The server did not take it.";
}

async function answered(answer) {
  const facts = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(messageOf(facts)), { facts });
  return facts;
}

/** The token as it is now: a log-in in another tab gives the browser a new one. */
export function tokenNow(fallback) {
  return /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? fallback;
}

/**
 * States: "saved", "waiting", "saving", "offline" (no line, or a server that is away), "away" (logged out, or a token of before), "refused"
 * (with faults), "moved" (somebody else has changed it; `began` is the document that both began with).
 */
export class Saver extends EventTarget {
  #timer = 0;
  #sending = null;
  #isKeptHere = false;

  /**
   * @param {object} desk
   * @param {string} desk.id
   * @param {string} desk.person who edits
   * @param {string} desk.base
   * @param {{path: string, message: string}[]} [desk.openFaults] what stands in the way of publishing the document as it is kept
   * @param {string} desk.url
   * @param {string} desk.token
   * @param {import("./store.js").Store} desk.store
   */
  constructor({ id, person, base, openFaults = [], url, token, store }) {
    super();
    Object.assign(this, { base, openFaults, url, token, store, state: "saved", detail: null });
    this.key = keyOf(person, id);
    this.saved = store.document;
    this.began = store.document;
    store.addEventListener("change", () => this.#soon());
    window.addEventListener("online", () => this.state === "offline" && this.save());
    window.addEventListener("focus", () => this.state === "away" && this.save());
    window.addEventListener("beforeunload", (event) => this.isOpen && event.preventDefault());
  }

  get isOpen() {
    return this.store.document !== this.saved;
  }

  /**
   * Take up what an earlier visit could not send, with the base that it began from: it is sent now, and when somebody
   * has changed the design since, the server says so.
   */
  takeUp() {
    const unsent = keptHere(this.key);
    if (!unsent) return;
    this.#isKeptHere = true;
    this.base = unsent.base;
    this.began = unsent.began ?? this.saved;
    this.store.keep("Restored from this browser", unsent.document);
  }

  #soon() {
    if (!this.isOpen) return;
    if (this.state === "moved") return this.#keepHere(this.store.document);
    this.#say("waiting");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), SOON_MS);
  }

  /** Send what is not saved yet. @returns {Promise<boolean>} whether all is saved now */
  async save() {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending; // of several who wait the first sends, and the others wait for that
    if (!this.isOpen) return true;
    if (this.state === "moved") {
      this.#say("moved", this.detail); // ask again
      return false;
    }
    this.#sending = this.#send(this.store.document).finally(() => {
      this.#sending = null;
    });
    await this.#sending;
    return !this.isOpen;
  }

  async #send(document) {
    this.#say("saving");
    let answer;
    try {
      answer = await this.request("PUT", this.url, { document, base: this.base }, AbortSignal.timeout(PATIENCE_MS));
    } catch {
      return this.#later(document);
    }
    const facts = await answer.json().catch(() => ({}));
    if (answer.ok) return this.#arrived(document, facts);
    if (answer.status >= 500 || answer.status === 429) return this.#later(document);
    this.#keepHere(document);
    if (answer.status === 401 || facts.error?.code === "csrf") return this.#say("away", facts);
    if (answer.status === 409) return this.#say("moved", facts);
    return this.#say("refused", facts.faults ?? [{ path: "", message: messageOf(facts) }]);
  }

  #later(document) {
    this.#keepHere(document);
    this.#timer = setTimeout(() => this.save(), AGAIN_MS);
    this.#say("offline");
  }

  #arrived(document, { base, openFaults = [] }) {
    this.base = base;
    this.openFaults = openFaults;
    this.saved = document;
    this.began = document;
    this.#forget();
    this.#say("saved");
    if (this.isOpen) this.#soon();
  }

  /** Go on from what somebody else has saved: then ours goes over theirs, knowingly. */
  overwrite() {
    this.base = this.detail.base;
    this.#say("waiting");
    return this.save();
  }

  /** Take what somebody else has saved; ours stays in the history. */
  take() {
    const { document, base } = this.detail;
    this.base = base;
    this.openFaults = []; // the checks of the editor find them; the server has the last word
    this.saved = document;
    this.began = document;
    this.#forget();
    this.#say("saved");
    this.store.keep("Take the other's changes", document);
  }

  #keepHere(document) {
    this.#isKeptHere = keepHere(this.key, { base: this.base, began: this.began, document }) || this.#isKeptHere;
  }

  // What lies here may be the work of another window, which still waits to be sent.
  #forget() {
    if (this.#isKeptHere) localStorage.removeItem(this.key);
    this.#isKeptHere = false;
  }

  #say(state, detail = null) {
    Object.assign(this, { state, detail });
    this.dispatchEvent(new Event("state"));
  }

  /** JSON to the server, with the token against forged requests. @returns {Promise<Response>} */
  request(method, url, body, signal) {
    return fetch(url, {
      method,
      signal,
      credentials: "same-origin",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": tokenNow(this.token) },
      body: body && JSON.stringify(body),
    });
  }

  /** The same, answered: what the server said, or an error with what it said as `facts`. @returns {Promise<object>} */
  async ask(method, url, body) {
    return answered(await this.request(method, url, body));
  }

  /** A form with files, answered in the same way. @param {string} url @param {FormData} body @returns {Promise<object>} */
  async send(url, body) {
    const headers = { Accept: "application/json", "X-CSRFToken": tokenNow(this.token) };
    return answered(await fetch(url, { method: "POST", credentials: "same-origin", headers, body }));
  }
}
