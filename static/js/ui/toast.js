// Short messages in the corner. `toast({text, variant, key, link})`; variant: info, success, warning, destructive; link:
// {text, href}, what comes next. A message with the `key` of one that is shown takes its place. What failed stays until
// it is dismissed; the rest goes after a while, but not under the pointer or the keyboard.

const SHOWN_MS = 6000;

export function toast({ text, variant = "info", key = "", link = null }) {
  const holder = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!holder || !template) return null;
  dismiss(key);
  const note = template.content.firstElementChild.cloneNode(true);
  note.dataset.variant = variant;
  note.dataset.key = key;
  for (const icon of note.querySelectorAll("[data-icon]")) {
    if (icon.dataset.icon !== variant) icon.remove();
  }
  note.querySelector("p").textContent = text;
  if (link) note.querySelector("p").append(" ", Object.assign(document.createElement("a"), { href: link.href, textContent: link.text }));
  note.querySelector("button").addEventListener("click", () => note.remove());
  holder.append(note);
  if (variant === "success" || variant === "info") leaveLater(note);
  return note;
}

export function dismiss(key) {
  if (!key) return;
  for (const note of document.querySelectorAll("#toasts > [data-key]")) {
    if (note.dataset.key === key) note.remove();
  }
}

function leaveLater(note) {
  setTimeout(() => {
    if (note.matches(":hover, :focus-within")) leaveLater(note);
    else note.remove();
  }, SHOWN_MS);
}
