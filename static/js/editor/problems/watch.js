/** Keeps the list of problems up to date: soon after an edit, in idle moments, and never while something is dragged. */

import { backgroundObjects, layoutContext, loadFonts } from "../../layout/index.js";
import { DEFAULT_CONTENT, resolvePlain } from "../../layout/placeholders.js";
import { Ruler } from "../../layout/ruler.js";
import { typeOf } from "../../layout/types/index.js";
import { faultProblems, together } from "./faults.js";
import { Search } from "./search.js";
import { survey } from "./survey.js";
import { Views } from "./view.js";

const SOON_MS = 350;
// A slice of work between two frames.
const SLICE_MS = 6;

const idle = () => new Promise((resolve) => (window.requestIdleCallback ? requestIdleCallback(resolve, { timeout: 300 }) : setTimeout(resolve)));

/** Events: "change" (the list may be another), "settled" (the document as it is now has been looked at). */
export class Watch extends EventTarget {
  #search = new Search();
  #surveys = new WeakMap();
  #timer = 0;
  #turn = 0;
  #stamp = 0;
  #found = [];
  #faults = [];
  #waiting = false;

  /** @param {import("../main.js").Editor} editor @param {string[]} scripts of the recipients */
  constructor({ store, stage, saver, codes, data }, scripts) {
    super();
    Object.assign(this, { store, stage, codes, scripts });
    const samples = { ...Object.fromEntries(data.fields.map(({ key, sample }) => [key, sample])), ...data.values };
    this.ruler = new Ruler();
    this.views = new Views({
      registry: data.fields,
      kinds: data.bindings,
      samples,
      fonts: stage.tools.fonts,
      contextOf: (values, document) => this.#contextOf(values, document),
      pictures: () => stage.tools.pictures,
      told: (element, values) => typeOf(element.type)?.problems?.(element, values) ?? [],
      modules: (element, values, ecc) => this.#modules(element, values, ecc),
    });
    store.addEventListener("change", () => this.later());
    this.#faults = faultProblems(saver.openFaults, saver.saved, "published");
    saver.addEventListener("state", () => this.#heed(saver));
  }

  /** The problems, errors first. @type {import("./problem.js").Problem[]} */
  get list() {
    return together(this.#faults, this.#found);
  }

  get errors() {
    return this.list.filter(({ level }) => level === "error").length;
  }

  get warnings() {
    return this.list.length - this.errors;
  }

  /** Look again soon: the document has changed, or what it is drawn with. */
  later() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#waiting = true;
    this.#timer = setTimeout(() => this.#look(this.#turn), SOON_MS);
  }

  /** Pictures or codes have come. */
  refresh() {
    this.#stamp += 1;
    this.later();
  }

  /** @returns {Promise<import("./problem.js").Problem[]>} once the document as it is now has been looked at */
  async settled() {
    if (this.#waiting) await new Promise((resolve) => this.addEventListener("settled", resolve, { once: true }));
    return this.list;
  }

  /** The recipients have names in these scripts. @param {string[]} scripts */
  choose(scripts) {
    this.scripts = scripts;
    this.later();
  }

  async #look(turn) {
    try {
      const found = await this.#problemsNow(turn);
      if (!found) return;
      this.#found = found;
      this.dispatchEvent(new Event("change"));
    } finally {
      // Also after a check that failed: whoever waits, waits for ever otherwise.
      if (turn === this.#turn) {
        this.#waiting = false;
        this.dispatchEvent(new Event("settled"));
      }
    }
  }

  // null when the document has changed meanwhile.
  async #problemsNow(turn) {
    const { document } = this.store;
    const view = this.views.of(document, this.scripts, this.#stamp, (page) => this.#surveys.get(document.pages[page])?.facts);
    await Promise.all(document.pages.flatMap((page) => view.sets.map((values) => loadFonts(page, this.#contextOf(values, document)))));
    for (const page of document.pages) if (!(await this.#survey(page, view, turn))) return null;
    return this.#slowly(this.#search.run(view), turn);
  }

  async #survey(page, { document, sets }, turn) {
    const state = [this.#stamp, sets, document.bleed];
    const last = this.#surveys.get(page);
    if (last?.state.every((value, at) => value === state[at])) return true;
    const context = this.#contextOf(sets[0], document);
    const facts = await this.#slowly(survey(page, context, backgroundObjects(page, context, document.bleed ?? 0)), turn);
    if (facts) this.#surveys.set(page, { state, facts });
    return facts !== null;
  }

  // Run a generator in idle moments. @returns what it returns, or null when the document has changed meanwhile
  async #slowly(steps, turn) {
    for (;;) {
      await this.#still();
      await idle();
      const until = performance.now() + SLICE_MS;
      do {
        if (turn !== this.#turn) return null;
        const { done, value } = steps.next();
        if (done) return value;
      } while (performance.now() < until);
    }
  }

  // Until nothing is dragged.
  #still() {
    const isStill = () => this.store.shown === this.store.document;
    if (isStill()) return null;
    return new Promise((resolve) => {
      const heard = () => {
        if (!isStill()) return;
        this.store.removeEventListener("draw", heard);
        resolve();
      };
      this.store.addEventListener("draw", heard);
    });
  }

  // What the server has refused to keep stands until it takes a document again; what it says of one that it has kept, until that changes.
  #heed({ state, detail, openFaults, saved }) {
    const before = this.#faults.length;
    if (state === "refused") this.#faults = faultProblems(detail, this.store.document);
    else if (state === "saved") this.#faults = faultProblems(openFaults, saved, "published");
    else if (state === "waiting" && openFaults.length) this.#faults = [];
    else return;
    if (before || this.#faults.length) this.dispatchEvent(new Event("change"));
  }

  #contextOf(values, document) {
    const { fonts, pictures, placeholder, matrix } = this.stage.tools;
    return layoutContext(document, values, { fonts, pictures, placeholder, matrix, ruler: this.ruler, isDraft: true });
  }

  #modules(element, values, ecc) {
    const content = resolvePlain(element.content ?? DEFAULT_CONTENT, values, this.store.document.language).trim();
    return content ? (this.codes.arrived(content, ecc)?.length ?? null) : null;
  }
}
