/** The list of what completes a word that is being typed, at the caret. The focus stays in the text (WAI-ARIA: a list with an active descendant). */

const GAP_PX = 4;

/**
 * @typedef {object} Offer
 * @property {string} label
 * @property {string} [key] in small type beside it
 * @property {string} [sample] what it would show
 */

export class Completion {
  #active = 0;
  #options = [];
  #area = null;
  #choose = null;

  /** @param {HTMLElement} list a popover with the role of a listbox @param {HTMLTemplateElement} template of an option */
  constructor(list, template) {
    Object.assign(this, { list, template });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the text keeps the focus
    list.addEventListener("click", (event) => {
      const at = [...list.children].indexOf(event.target.closest("[role=option]"));
      if (at >= 0) this.#take(at);
    });
  }

  /** The text for which the list is open, or null. */
  get area() {
    return this.#area;
  }

  /**
   * @param {HTMLTextAreaElement} area
   * @param {DOMRect} caret where it is on the screen
   * @param {Offer[]} options nothing is shown when there are none
   * @param {(offer: Offer) => void} choose
   */
  open(area, caret, options, choose) {
    if (!options.length) return this.close();
    this.#area = area;
    this.#options = options;
    this.#choose = choose;
    this.list.replaceChildren(...options.map((option, at) => this.#row(option, at)));
    area.setAttribute("aria-controls", this.list.id);
    area.closest("dialog, main").append(this.list); // outside of an open dialog nothing can be clicked
    this.list.showPopover();
    this.#place(caret);
    this.#mark(0);
  }

  close() {
    this.#area?.removeAttribute("aria-activedescendant");
    this.#area?.removeAttribute("aria-controls");
    this.#area = null;
    if (this.list.matches(":popover-open")) this.list.hidePopover();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the list took the key */
  key(event) {
    if (!this.#area || event.isComposing || event.ctrlKey || event.metaKey) return false;
    const count = this.#options.length;
    if (event.key === "ArrowDown") this.#mark((this.#active + 1) % count);
    else if (event.key === "ArrowUp") this.#mark((this.#active + count - 1) % count);
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) this.#take(this.#active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #take(at) {
    const [option, choose] = [this.#options[at], this.#choose];
    this.close();
    choose(option);
  }

  #row({ label, key = "", sample = "" }, at) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.id = `${this.list.id}-${at}`;
    row.querySelector("[data-label]").textContent = label;
    row.querySelector("[data-key]").textContent = key;
    row.querySelector("[data-sample]").textContent = sample;
    return row;
  }

  #mark(at) {
    this.#active = at;
    [...this.list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    this.list.children[at].scrollIntoView({ block: "nearest" });
    this.#area.setAttribute("aria-activedescendant", this.list.children[at].id);
  }

  // Under the caret; above it where there is no room.
  #place(caret) {
    const { width, height } = this.list.getBoundingClientRect();
    const below = caret.bottom + GAP_PX;
    const isRoom = below + height <= window.innerHeight || caret.top < height;
    this.list.style.top = `${isRoom ? below : caret.top - GAP_PX - height}px`;
    this.list.style.left = `${Math.max(GAP_PX, Math.min(caret.left, window.innerWidth - width - GAP_PX))}px`;
  }
}
