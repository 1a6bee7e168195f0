/** The catalogue of the shipped fonts. Without it nothing can be drawn: the page says so, and tries again when it is asked to or is back online. */

/**
 * @param {string} url
 * @param {HTMLElement} notice hidden, with a button: says that there is no catalogue
 * @param {{fetch?: typeof fetch, online?: EventTarget}} [browser]
 * @returns {Promise<object>} as `static/fonts/catalogue.json` has it, once it is there
 */
export async function fetchCatalogue(url, notice, { fetch: ask = (address) => fetch(address), online = globalThis } = {}) {
  for (;;) {
    try {
      const answer = await ask(url);
      if (answer.ok) return await answer.json();
    } catch (fault) {
      if (!(fault instanceof TypeError) && !(fault instanceof SyntaxError)) throw fault; // no connection, or half an answer
    }
    await againAsked(notice, online);
  }
}

function againAsked(notice, online) {
  notice.hidden = false;
  return new Promise((resolve) => {
    const done = new AbortController();
    const again = () => {
      done.abort();
      notice.hidden = true;
      resolve();
    };
    notice.querySelector("button").addEventListener("click", again, { signal: done.signal });
    online.addEventListener("online", again, { signal: done.signal });
  });
}
