// What parts of pages that htmx fetches have in common: messages that come with them, and answers that do not come.

import { dismiss, toast } from "./toast.js";

const LOST = "lost-connection";

document.addEventListener("toast", (event) => toast(event.detail));

document.addEventListener("htmx:sendError", () => {
  toast({ text: "No connection. What you see may be old; we keep trying.", variant: "warning", key: LOST });
});

document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 401) return; // the session has ended: the answer itself leads to the log-in
  if (event.detail.xhr.getResponseHeader("HX-Trigger")?.includes("toast")) return; // the answer says why by itself
  const text =
    status === 429
      ? "Too many requests in a short time. Wait a minute, then try again."
      : status === 403
        ? "You may not do this. Reload the page: your role or your team may have changed."
        : status === 404
          ? "This is gone. Reload the page to see what is there."
          : status === 413
            ? "This is too much at once, so it was not kept. Save it as a file and drop that instead."
            : "That did not work on our side. Nothing that was saved is lost; try again in a minute.";
  toast({ text, variant: "destructive", key: LOST });
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) dismiss(LOST);
});
