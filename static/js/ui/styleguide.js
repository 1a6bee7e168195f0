// The living page's own: buttons that show a toast, forms that lead nowhere.

import { toast } from "./toast.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-toast]");
  if (button) toast({ text: button.dataset.text, variant: button.dataset.toast });
});

for (const form of document.querySelectorAll("main form:not(.theme-choice)")) {
  form.addEventListener("submit", (event) => event.preventDefault());
}
