// Changes of designs that could not be sent: the editor keeps them in this browser (editor/save.js), and a log-out makes the
// browser forget them. Here they are found and sent without the editor.

const PREFIX = "iconikcerts-design-";
const PATIENCE_MS = 20_000;

/** @typedef {{id: string, key: string, text: string, title: string, base: string, document: object}} Unsent */

/** Where the browser keeps what this person changed of a design: on a shared computer nobody sees or sends another's. */
export const keyOf = (person, design) => `${PREFIX}${person}-${design}`;

/** @param {Storage} storage @param {string} person @returns {Unsent[]} what this person left there, by the titles of the designs */
export function unsentIn(storage, person) {
  const beginning = keyOf(person, "");
  const found = Object.keys(storage)
    .filter((key) => key.startsWith(beginning))
    .map((key) => read(key, key.slice(beginning.length), storage.getItem(key)));
  return found.filter(Boolean).sort((one, other) => one.title.localeCompare(other.title));
}

function read(key, id, text) {
  try {
    const { base, document } = JSON.parse(text);
    return { id, key, text, title: document.title || "A design", base, document };
  } catch {
    return null; // nothing that the editor could take up either
  }
}

/**
 * Send one as the editor would, and forget it here once it has arrived.
 *
 * @param {Unsent} unsent
 * @param {{url: string, token: string, storage: Storage}} where
 * @returns {Promise<"sent" | "offline" | "moved" | "refused">}
 */
export async function send(unsent, { url, token, storage }) {
  const { base, document } = unsent;
  let answer;
  try {
    answer = await fetch(url, {
      method: "PUT",
      credentials: "same-origin",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ document, base }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return "offline";
  }
  if (!answer.ok) return answer.status === 409 ? "moved" : answer.status >= 500 || answer.status === 429 ? "offline" : "refused";
  const { base: kept } = await answer.json().catch(() => ({}));
  if (!kept) return "refused"; // led to another page, such as new terms to agree to
  // An editor in another window may have gone on meanwhile; what it keeps is newer than what was sent.
  if (storage.getItem(unsent.key) === unsent.text) storage.removeItem(unsent.key);
  return "sent";
}
