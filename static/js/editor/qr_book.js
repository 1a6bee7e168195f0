/** Modules of QR codes: those that came with the page, and those that the server makes for a content that was typed. */

// Stands in until the real one is there: a code without a meaning, in the smallest size there is.
const WAITING = Array.from({ length: 21 }, (_, y) => Array.from({ length: 21 }, (_, x) => ((x + y) % 2 ? "1" : "0")).join(""));

export class QrBook {
  /**
   * @param {Record<string, string[]>} matrices `"<ecc> <content>"` → rows of "0" and "1"
   * @param {string} url that makes one
   * @param {() => void} onArrival
   */
  constructor(matrices, url, onArrival) {
    this.known = new Map(Object.entries(matrices));
    this.asked = new Set();
    Object.assign(this, { url, onArrival });
  }

  /** @returns {string[]} rows; those of a stand-in while the real ones are on their way */
  rows(content, ecc) {
    return this.arrived(content, ecc) ?? WAITING;
  }

  /** @returns {string[] | undefined} the real rows, once they are there */
  arrived(content, ecc) {
    const key = `${ecc} ${content}`;
    if (!this.known.has(key) && !this.asked.has(key)) this.#ask(key, content, ecc);
    return this.known.get(key);
  }

  async #ask(key, content, ecc) {
    this.asked.add(key);
    try {
      const answer = await fetch(`${this.url}?${new URLSearchParams({ content, ecc })}`, { credentials: "same-origin" });
      if (answer.status === 400) return; // no code can hold it: that stays so
      if (!answer.ok) throw new Error(answer.status);
      this.known.set(key, (await answer.json()).rows);
      this.onArrival();
    } catch {
      this.asked.delete(key); // no connection, or logged out: the next drawing asks again
    }
  }
}
