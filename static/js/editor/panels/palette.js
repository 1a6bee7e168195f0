/** Things to add: kinds of elements, and fields. A click puts one into a free place of the page, a drag where it is dropped. */

import { typeOf } from "../../layout/types/index.js";
import { addField, addNew } from "../document/additions.js";
import { fieldsOf } from "../fields/book.js";

// The pointer must travel this far before a press becomes a drag, in px.
const THRESHOLD_PX = 5;

class Palette {
  #drag = null;
  #dropped = false;

  /** @param {import("../main.js").Editor} editor its tools hold buttons with data-add (a kind) or data-field (a key) */
  constructor(editor) {
    this.editor = editor;
    const tools = editor.find("tools");
    tools.addEventListener("click", (event) => this.#click(event));
    tools.addEventListener("pointerdown", (event) => this.#press(event));
    tools.addEventListener("pointermove", (event) => this.#move(event));
    tools.addEventListener("pointerup", (event) => this.#release(event));
    tools.addEventListener("pointercancel", () => this.#stop());
    tools.addEventListener("dragstart", (event) => this.#drag && event.preventDefault());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#stop(), { capture: true });
  }

  #click(event) {
    const button = buttonOf(event);
    const endsDrag = this.#dropped;
    this.#dropped = false;
    if (button && !endsDrag) this.#add(button);
  }

  #press(event) {
    const button = event.button === 0 ? buttonOf(event) : null;
    this.#dropped = false;
    if (button) this.#drag = { button, at: [event.clientX, event.clientY], ghost: null };
  }

  #move(event) {
    const drag = this.#drag;
    if (!drag) return;
    if (!drag.ghost && Math.hypot(event.clientX - drag.at[0], event.clientY - drag.at[1]) < THRESHOLD_PX) return;
    if (!drag.ghost) {
      drag.button.setPointerCapture(event.pointerId);
      drag.ghost = ghostOf(drag.button);
    }
    drag.ghost.style.translate = `${event.clientX}px ${event.clientY}px`;
    drag.ghost.dataset.over = String(this.#isOverPage(event));
  }

  #release(event) {
    const drag = this.#drag;
    this.#stop();
    if (!drag?.ghost) return;
    this.#dropped = true;
    if (this.#isOverPage(event)) this.#add(drag.button, this.editor.pointAt(event));
  }

  #stop() {
    this.#drag?.ghost?.remove();
    this.#drag = null;
  }

  #isOverPage({ clientX, clientY }) {
    return Boolean(document.elementFromPoint(clientX, clientY)?.closest("[data-editor=sheet]"));
  }

  #add({ dataset, textContent }, at) {
    const { store, data } = this.editor;
    const where = at ? { at } : { seen: this.editor.seen() };
    const field = fieldsOf(store.document, data.fields).find(({ key }) => key === dataset.field);
    const made = field ? addField(store.document, store.pageIndex, field, where) : addNew(store.document, store.pageIndex, dataset.add, { ...sampleOf(dataset.add), ...where });
    store.keep(`Add ${field ? field.label : textContent.trim().toLowerCase()}`, made.document, { select: [made.id] });
  }
}

// The first one of a type that has no templates.
const sampleOf = (name) => typeOf(name)?.editor && { type: name, ...typeOf(name).editor.sample };

const buttonOf = ({ target }) => target.closest("button[data-add], button[data-field]");

// What is dragged, as it stands in the panel, under the pointer.
function ghostOf(button) {
  const ghost = document.createElement("div");
  ghost.className = "editor-ghost";
  ghost.textContent = (button.querySelector("[data-label]") ?? button).textContent.trim();
  ghost.setAttribute("aria-hidden", "true");
  document.body.append(ghost);
  return ghost;
}

/** @param {import("../main.js").Editor} editor */
export function connectPalette(editor) {
  new Palette(editor);
}
