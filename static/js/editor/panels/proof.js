/**
 * The preview: the draft as the worker prints it, for a sample person or a row of the user's own list. It follows what is
 * saved, never blocks, and says what it is waiting for. One question is under way at a time.
 */

import { elementAt } from "../document/commands.js";
import { choicesOfPeople, choicesOfRows, stepped } from "../proof_people.js";
import { messageOf } from "../save.js";

const AGAIN_MS = 400;
const SLOWLY_MS = 2000;
const BUSY_AFTER = 12; // looks, about eight seconds
const AWAY = "No connection. The preview comes back with it.";

class ProofPanel {
  #timer = 0;
  #asking = false;
  #again = false;
  #looks = 0;

  /** @param {import("../main.js").Editor} editor */
  constructor({ find, store, saver, data }) {
    Object.assign(this, { find, store, saver, urls: data.urls, panel: find("proof"), who: find("proof-who") });
    this.people = choicesOfPeople(data.people);
    this.rows = [];
    this.fill();
    this.connect();
  }

  get choices() {
    return [...this.people, ...this.rows];
  }

  get choice() {
    return this.choices.find(({ value }) => value === this.who.value) ?? this.people[0];
  }

  connect() {
    const { find, panel } = this;
    find("proof-open").addEventListener("click", () => this.open(panel.hidden));
    find("proof-close").addEventListener("click", () => {
      this.open(false);
      find("proof-open").focus();
    });
    this.who.addEventListener("change", () => this.look());
    panel.addEventListener("click", (event) => {
      const { step, element } = event.target.closest("button")?.dataset ?? {};
      if (step) this.choose(stepped(this.choices, this.choice.value, Number(step)).value);
      if (element) this.select(element);
    });
    find("proof-file").addEventListener("change", (event) => this.take(event.target.files[0]));
    panel.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    });
    panel.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take(event.dataTransfer.files[0]);
    });
    this.saver.addEventListener("state", () => this.follow());
  }

  open(isOpen) {
    this.panel.hidden = !isOpen;
    this.find("proof-open").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.look();
    else clearTimeout(this.#timer);
  }

  fill(value = this.who.value) {
    const group = (label, choices) => {
      const made = Object.assign(document.createElement("optgroup"), { label });
      made.append(...choices.map((choice) => new Option(choice.label, choice.value)));
      return made;
    };
    this.who.replaceChildren(group("Sample people", this.people));
    if (this.rows.length) this.who.append(group("Rows of your list", this.rows));
    if (value) this.who.value = value;
  }

  choose(value) {
    this.who.value = value;
    this.look();
  }

  // What is saved is what is printed: the picture follows each save, and waits for it meanwhile.
  follow() {
    if (this.panel.hidden) return;
    const { state } = this.saver;
    if (state === "saved") this.look();
    else if (state === "waiting" || state === "saving") this.say("Saving, then drawing…", true);
    else if (state === "offline") this.say(AWAY);
    else this.say("What you see is the last state that could be saved.");
  }

  look() {
    this.#looks = 0;
    const { width, height } = this.store.page;
    this.panel.style.setProperty("--page-ratio", `${width} / ${height}`);
    this.say("Drawing…", true);
    this.ask();
  }

  async ask() {
    clearTimeout(this.#timer);
    this.#again = this.#asking;
    if (this.#asking || this.panel.hidden) return;
    this.#asking = true;
    const { choice } = this;
    try {
      this.show(await this.saver.ask("POST", this.urls.proof, choice.body), choice);
    } catch (fault) {
      this.say(fault.facts ? messageOf(fault.facts) : AWAY);
    } finally {
      this.#asking = false;
    }
    if (this.#again) this.ask();
  }

  show(facts, choice) {
    if (choice.value !== this.choice.value) return;
    if (facts.state === "drawing") {
      this.#looks += 1;
      const isLong = this.#looks > BUSY_AFTER;
      this.say(isLong ? "The workers are busy. It comes as soon as one of them is free." : "Drawing…", true);
      this.#timer = setTimeout(() => this.ask(), isLong ? SLOWLY_MS : AGAIN_MS);
      return;
    }
    const isReady = facts.state === "ready";
    this.say(isReady ? "" : `This certificate cannot be issued. ${facts.message}`);
    this.find("proof-pages").replaceChildren(...facts.pages.map((page, index) => this.picture(page, index)));
    this.list([...choice.problems.map((message) => ({ message })), ...facts.faults]);
  }

  picture({ url, width, height }, index) {
    const alt = `Page ${index + 1} for ${this.choice.label}`;
    return Object.assign(new Image(width, height), { src: url, alt, className: "sheet-picture" });
  }

  list(faults) {
    const part = this.find("proof-faults");
    part.hidden = faults.length === 0;
    part.querySelector("ul").replaceChildren(
      ...faults.map(({ message, element }) => {
        const row = document.createElement("li");
        const isThere = element && elementAt(this.store.document, element);
        if (!isThere) row.textContent = message;
        else {
          const button = Object.assign(document.createElement("button"), { type: "button", textContent: message });
          button.dataset.element = element;
          row.append(button);
        }
        return row;
      }),
    );
  }

  select(id) {
    const found = elementAt(this.store.document, id);
    if (!found) return;
    if (found.page !== this.store.pageIndex) this.store.showPage(found.page);
    this.store.select([id]);
  }

  async take(file) {
    this.find("proof-file").value = "";
    if (!file) return;
    this.say("Reading your list…", true);
    const body = new FormData();
    body.append("recipients", file);
    try {
      const { rows, total, missing } = await this.saver.send(this.urls.rows, body);
      this.rows = choicesOfRows(rows);
      for (const row of this.rows) row.problems = [...missing, ...row.problems];
      this.fill(this.rows[0].value);
      this.look();
      if (total > rows.length) this.who.title = `The first ${rows.length} of ${total} rows`;
    } catch (fault) {
      this.say(fault.facts ? messageOf(fault.facts) : AWAY);
    }
  }

  say(text, isBusy = false) {
    this.find("proof-state").textContent = text;
    this.panel.dataset.busy = String(isBusy);
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectProof(editor) {
  new ProofPanel(editor);
}
