// What every page has: menus that close, messages that go away, forms that are sent once, texts that can be copied.
// One listener each on the document, so that parts swapped in by htmx behave the same.

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
};

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details[data-menu]"));

  event.target.closest("[data-dismiss]")?.closest(".alert")?.remove();

  const copy = event.target.closest("[data-copy] button");
  if (copy) copyText(copy.closest("[data-copy]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-menu][open]");
  if (!open) return;
  event.preventDefault(); // only the menu, not the drawer it may lie in
  open.open = false;
  open.querySelector("summary").focus();
});

async function copyText(holder) {
  const state = holder.querySelector("[data-copy-state]");
  const text = holder.querySelector("[data-copy-text]").textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
    state.textContent = "Copied";
  } catch {
    // No permission, or no secure connection: select the text, so that the visitor's own shortcut copies it.
    getSelection().selectAllChildren(holder.querySelector("[data-copy-text]"));
    state.textContent = "Press Ctrl+C";
  }
  setTimeout(() => (state.textContent = "Copy"), 2000);
}

// Buttons with `command` and `commandfor` open and close dialogs by themselves in browsers since 2025; here for the others.
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (button?.getAttribute("command") === "show-modal") dialog?.showModal();
    if (button?.getAttribute("command") === "close") dialog?.close();
  });
}

// A log-out makes the browser forget what it kept. Where that is work that was not sent, the page of log-out says so first.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-logs-out]") || document.querySelector("[data-unsent]")) return;
  if (!Object.keys(localStorage).some((key) => key.startsWith("iconikcerts-design-"))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  location.assign(event.target.action);
});

// A second click on a slow connection must not send the form twice. The button is only marked, not disabled: a disabled
// one would lose its name and value from the data that is being sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent === "true") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
});

// Back from the next page, with the page kept by the browser: the form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

// Controls that only scripts can serve are hidden until scripts run.
const reveal = (root) => {
  for (const element of root.querySelectorAll("[data-needs-scripts][hidden]")) element.hidden = false;
};
reveal(document);
document.addEventListener("htmx:afterSwap", () => reveal(document));

// The side bar opened as a drawer on a narrow window has nothing to close once the window is wide.
const sidebar = document.getElementById("sidebar");
matchMedia("(width >= 64rem)").addEventListener("change", ({ matches }) => {
  if (matches && sidebar?.matches(":popover-open")) sidebar.hidePopover();
});
