/** The panel of problems: what is wrong, where, why it matters; a click selects the element, a button mends it. */

import { elementAt } from "../document/commands.js";
import { fieldsOf } from "../fields/book.js";
import { boundsOnPage } from "../geometry/nesting.js";
import { keepHere, keptHere } from "../in_browser.js";
import { SCRIPTS } from "../problems/longest.js";
import { Watch } from "../problems/watch.js";
import { MARGIN } from "../desk/stage.js";
import { titleOf } from "./layers.js";

const PLACEHOLDER = /\{([a-z][a-z0-9_.]*)[^{}]*\}/g;
const LEVELS = ["error", "warning"];

const keyOf = ({ code, ids, what }) => [code, ...ids, what].join("|");
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

class Problems {
  #rows = new Map();

  /** @param {import("../main.js").Editor} editor */
  constructor({ find, store, problems, frame, data }) {
    Object.assign(this, { find, store, problems, frame, registry: data.fields });
    this.lists = Object.fromEntries(LEVELS.map((level) => [level, document.querySelector(`[data-problems=${level}]`)]));
    problems.addEventListener("change", () => this.show());
    for (const list of Object.values(this.lists)) {
      list.addEventListener("click", (event) => this.#click(event.target.closest("button")));
      list.addEventListener("keydown", (event) => this.#walk(event));
    }
  }

  show() {
    const { list, errors, warnings } = this.problems;
    const held = document.activeElement?.closest(".editor-problem") && { key: document.activeElement.closest("li").dataset.key, at: this.#buttons().indexOf(document.activeElement) };
    this.#rows = new Map(list.map((problem) => [keyOf(problem), problem]));
    for (const level of LEVELS) {
      const own = list.filter((problem) => problem.level === level);
      this.lists[level].hidden = own.length === 0;
      this.lists[level].querySelector("[data-part=list]").replaceChildren(...own.map((problem) => this.#row(problem)));
    }
    this.#count(errors + warnings, errors > 0, countsOf(list) || "Nothing to mend");
    if (held) this.#hold(held);
  }

  #buttons() {
    return Object.values(this.lists).flatMap((list) => [...list.querySelectorAll("button")]);
  }

  // The keyboard stays where it was: at the same problem, else at the one that took its place.
  #hold({ key, at }) {
    const same = document.querySelector(`.editor-problem[data-key="${CSS.escape(key)}"] button`);
    const buttons = this.#buttons();
    (same ?? buttons[Math.min(at, buttons.length - 1)] ?? this.find("problems-heading")).focus();
  }

  // Up and down go from problem to problem; Tab reaches the mends.
  #walk(event) {
    const picks = Object.values(this.lists).flatMap((list) => [...list.querySelectorAll(".editor-problem-pick")]);
    const now = picks.indexOf(event.target.closest(".editor-problem").querySelector(".editor-problem-pick"));
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: picks.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    picks[next]?.focus();
  }

  // Said anew only when the counts are others: a list that is read out at each edit would be in the way.
  #count(count, hasErrors, words) {
    if (this.find("problems-sum").textContent !== words) this.find("problems-sum").textContent = words;
    this.find("problems-none").hidden = count > 0;
    const badge = this.find("problem-count");
    badge.hidden = count === 0;
    badge.textContent = count;
    badge.dataset.level = hasErrors ? "error" : "warning";
    badge.title = words;
  }

  #row(problem) {
    const row = this.find("problem").content.firstElementChild.cloneNode(true);
    row.dataset.key = keyOf(problem);
    for (const icon of row.querySelectorAll("[data-level-icon]")) if (icon.dataset.levelIcon !== problem.level) icon.remove();
    const words = { what: problem.what, where: this.#where(problem), why: problem.why };
    for (const part of row.querySelectorAll("[data-part]")) part.textContent = words[part.dataset.part];
    row.querySelector(".editor-mends").append(...problem.mends.map((mend, at) => mendButton(mend, at, words.where)));
    return row;
  }

  #where({ ids }) {
    const { document: kept } = this.store;
    const found = ids.map((id) => elementAt(kept, id)).filter(Boolean);
    if (!found.length) return "The whole design";
    const more = found.length > 1 ? ` and ${found.length - 1} more` : "";
    return `${this.#called(found[0].element)}${more}${kept.pages.length > 1 ? `, page ${found[0].page + 1}` : ""}`;
  }

  // A text of fields by what these are called: nobody knows keys by heart.
  #called(element) {
    const labels = new Map(fieldsOf(this.store.document, this.registry).map(({ key, label }) => [key, label]));
    return titleOf(element).replace(PLACEHOLDER, (written, key) => labels.get(key) ?? written);
  }

  #click(button) {
    const problem = this.#rows.get(button?.closest("li").dataset.key);
    if (!problem) return;
    const mend = problem.mends[button.dataset.mend];
    if (!mend) return this.#go(problem.ids);
    const edited = mend.edit(this.store.document);
    this.#go(problem.ids);
    this.store.keep(mend.label, edited);
  }

  // Show the page of the first element, select it and what stands with it there, and bring it into sight.
  #go(ids) {
    const { document: kept } = this.store;
    const found = ids.map((id) => elementAt(kept, id)).filter(Boolean);
    if (!found.length) return;
    const [{ page, parents, element }] = found;
    if (page !== this.store.pageIndex) this.store.showPage(page);
    this.store.select(found.filter((each) => each.page === page).map((each) => each.element.id));
    this.#reveal(boundsOnPage(element, parents.map((id) => elementAt(kept, id).element)));
  }

  #reveal({ x, y, width, height }) {
    const { pxPerMm, svg } = this.frame;
    const [desk, sheet] = [this.find("desk"), svg.getBoundingClientRect()];
    const room = desk.getBoundingClientRect();
    const [left, top] = [sheet.left + (x + MARGIN) * pxPerMm, sheet.top + (y + MARGIN) * pxPerMm];
    const [right, bottom] = [left + width * pxPerMm, top + height * pxPerMm];
    if (left >= room.left && top >= room.top && right <= room.right && bottom <= room.bottom) return;
    desk.scrollBy((left + right - room.left - room.right) / 2, (top + bottom - room.top - room.bottom) / 2);
  }
}

function mendButton({ label }, at, where) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: label, ariaLabel: `${label}: ${where}` });
  Object.assign(button.dataset, { variant: "outline", size: "sm", mend: at });
  return button;
}

// The scripts that recipients have are kept in this browser: they say nothing about how the design looks.
function connectScripts({ find, problems }, key) {
  const list = find("scripts");
  const rows = Object.entries(SCRIPTS).filter(([script]) => script !== "Latn");
  list.append(
    ...rows.map(([script, [name]]) => {
      const row = find("script").content.firstElementChild.cloneNode(true);
      Object.assign(row.querySelector("input"), { value: script, checked: problems.scripts.includes(script) });
      row.querySelector("[data-part]").textContent = name;
      return row;
    }),
  );
  const count = () => {
    find("scripts-count").value = problems.scripts.length || "";
  };
  list.addEventListener("change", () => {
    problems.choose([...list.querySelectorAll(":checked")].map(({ value }) => value));
    keepHere(key, problems.scripts);
    count();
  });
  count();
}

/** @param {import("../problems/problem.js").Problem[]} problems @returns {string} "2 errors, 1 warning"; empty for none */
export function countsOf(problems) {
  const errors = problems.filter(({ level }) => level === "error").length;
  const counts = [[errors, "error"], [problems.length - errors, "warning"]];
  return counts.filter(([count]) => count).map(([count, noun]) => counted(count, noun)).join(", ");
}

/** Show the panel and let the keyboard begin at the list. */
export function openProblems() {
  document.getElementById("problems-tab").click();
  (document.querySelector(".editor-problem-pick") ?? document.getElementById("problems")).focus();
}

/** @param {import("../main.js").Editor} editor @returns {Promise<import("../problems/problem.js").Problem[]>} of the document as it is now, errors first */
export const problemsOf = (editor) => editor.problems.settled();

/** @param {import("../main.js").Editor} editor gains `problems` */
export function connectProblems(editor) {
  const key = `iconikcerts-scripts-${editor.data.id}`;
  const scripts = keptHere(key);
  editor.problems = new Watch(editor, Array.isArray(scripts) ? scripts : []);
  new Problems(editor);
  connectScripts(editor, key);
  editor.problems.later();
}
