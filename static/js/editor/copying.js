/**
 * Copy, cut and paste by the browser's own events: they need no permission, and work between designs and windows. What is pasted and is
 * not ours is left alone, for whoever else listens (pictures, say).
 */

import { paste, pack, unpack } from "./clipboard.js";
import { removeElements } from "./document/commands.js";
import { mayChange } from "./document/locks.js";
import { TYPING } from "./shortcuts.js";

// The menu cannot read the clipboard, so what was copied last lies here too.
const KEY = "iconikcerts-copied";

/** @param {import("./main.js").Editor} editor */
export function connectCopying({ store, actions }) {
  const chosen = () => store.selected.filter(mayChange);
  const isElsewhere = (event) =>
    event.target.closest?.(TYPING) || document.querySelector("dialog[open]") || document.getSelection()?.toString();

  const put = (event) => {
    const text = pack(chosen(), store.document.fields);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // Then pasting works by keys alone.
    }
  };
  const take = (text) => {
    const copied = unpack(text);
    if (!copied) return false;
    const made = paste(store.document, store.pageIndex, copied);
    store.keep("Paste", made.document, { select: made.ids });
  };
  const remove = () => {
    if (!chosen().length) return false;
    store.keep("Delete", removeElements(store.document, chosen().map(({ id }) => id)), { select: [] });
  };

  document.addEventListener("copy", (event) => !isElsewhere(event) && chosen().length && put(event));
  document.addEventListener("cut", (event) => {
    if (isElsewhere(event) || !chosen().length) return;
    put(event);
    remove();
  });
  document.addEventListener("paste", (event) => {
    if (!isElsewhere(event) && take(event.clipboardData.getData("text/plain")) !== false) event.preventDefault();
  });
  Object.assign(actions, {
    remove,
    copy: () => (chosen().length ? document.execCommand("copy") : false),
    cut: () => (chosen().length ? document.execCommand("cut") : false),
    paste: () => take(localStorage.getItem(KEY) ?? ""),
    canPaste: () => unpack(localStorage.getItem(KEY) ?? "") !== null,
  });
}
