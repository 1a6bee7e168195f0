/** Somebody asks for a picture, to put it in place of another, say: the next click in the list, or upload, gives it. */

export class Choosing {
  #give = null;

  /** @param {import("../main.js").Editor} editor */
  constructor({ find }) {
    this.bar = find("picture-choosing");
    this.tab = document.querySelector('[role="tab"][href="#pictures"]');
    this.bar.querySelector("button").addEventListener("click", () => this.end());
  }

  /** @param {string} question @param {(picture: import("../document/picture_elements.js").Picture) => void} give what is done with it */
  begin(question, give) {
    this.#give = give;
    this.bar.querySelector("p").textContent = question;
    this.bar.hidden = false;
    this.tab.click();
    this.bar.querySelector("button").focus();
  }

  /** @returns {((picture: object) => void) | null} what is done with the picture, once */
  end() {
    const give = this.#give;
    this.#give = null;
    this.bar.hidden = true;
    return give;
  }
}
