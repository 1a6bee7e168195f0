/** Two people, or two windows, at one design: who it was, what each of them changed, and what to do. */

/** @param {import("../main.js").Editor} editor */
export function connectMeeting({ find, saver, store, data }) {
  const dialog = find("moved");

  const tell = async () => {
    if (saver.state !== "moved" || dialog.open) return;
    const { by, byYou, at } = saver.detail;
    find("moved-by").textContent = byYou ? "You, in another window," : by || "Somebody";
    const when = at ? ` on ${new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}` : "";
    find("moved-at").textContent = when;
    for (const who of ["theirs", "mine"]) list(find(`moved-${who}`), ["Looking…"]);
    dialog.showModal();
    try {
      const { theirs, mine } = await saver.ask("POST", data.urls.changes, { before: saver.began, document: store.document });
      list(find("moved-theirs"), theirs);
      list(find("moved-mine"), mine);
    } catch {
      for (const who of ["theirs", "mine"]) list(find(`moved-${who}`), ["It cannot be said at the moment."]);
    }
  };

  saver.addEventListener("state", tell);
  find("take").addEventListener("click", () => saver.take());
  find("overwrite").addEventListener("click", () => saver.overwrite());
  tell();
}

function list(part, texts) {
  const rows = texts.length ? texts : ["Nothing that can be seen"];
  part.replaceChildren(...rows.map((textContent) => Object.assign(document.createElement("li"), { textContent, dir: "auto" })));
}
