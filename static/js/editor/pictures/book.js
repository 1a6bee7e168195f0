/** The pictures that the design names: fetched and decoded once, whichever way they came into it: dropped, pasted, undone. */

import { picturesNamed } from "../document/picture_elements.js";

// Names in one question: an address has room for twice as many, and the server looks up 100.
const MOST_ASKED = 40;

export class PictureBook {
  #facts = new Map();
  #asked = new Set();

  /**
   * @param {string} url that finds pictures by `name`, an id or a name that a row gives
   * @param {(urls: Record<string, string>) => Promise<Map<string, object>>} load see `loadPictures`
   * @param {() => void} onArrived called when there is more to be seen
   */
  constructor(url, load, onArrived) {
    Object.assign(this, { url, load, onArrived });
    /** For the layout: what a design or a value calls a picture → the picture, see `loadPictures`. */
    this.loaded = new Map();
  }

  /** @param {string} said @returns {import("../document/picture_elements.js").Picture | undefined} */
  about(said) {
    return this.#facts.get(said);
  }

  /** @param {Record<string, import("../document/picture_elements.js").Picture>} found by what they are called */
  async take(found) {
    for (const [said, facts] of Object.entries(found)) {
      this.#asked.add(said);
      this.#facts.set(said, facts);
    }
    const urls = Object.entries(found).map(([said, { url }]) => [said, url]);
    for (const [said, picture] of await this.load(Object.fromEntries(urls))) this.loaded.set(said, { ...picture, isVector: found[said].isVector });
  }

  /**
   * Fetch what a document names and is not here yet. What cannot be found is asked for once.
   *
   * @param {object} document
   * @param {Record<string, string>} values of its fields, some of which name pictures
   */
  async ensure(document, values) {
    const { assets, keys } = picturesNamed(document);
    const named = [...assets, ...keys.map((key) => values[key])];
    const missing = [...new Set(named)].filter((said) => said && !this.#asked.has(said));
    for (const said of missing) this.#asked.add(said);
    for (let at = 0; at < missing.length; at += MOST_ASKED) await this.#fetch(missing.slice(at, at + MOST_ASKED));
  }

  async #fetch(names) {
    try {
      const answer = await fetch(`${this.url}?${new URLSearchParams(names.map((said) => ["name", said]))}`);
      if (!answer.ok) throw new Error(answer.status);
      await this.take((await answer.json()).pictures);
    } catch {
      for (const said of names) this.#asked.delete(said); // no connection: the next change asks again
      return;
    }
    this.onArrived();
  }
}
