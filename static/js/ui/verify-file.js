// Says that a file is too large before it is sent; the server checks all the same.

import { sizeInWords } from "./file-drop.js";

const form = document.querySelector("form[data-max-bytes]");
const control = form?.querySelector('input[type="file"]');

control?.addEventListener("change", () => {
  const file = control.files[0];
  const limit = Number(form.dataset.maxBytes);
  const isTooLarge = Boolean(file) && file.size > limit;
  control.setCustomValidity(isTooLarge ? `The limit is ${sizeInWords(limit)}. Type the code instead.` : "");
  if (isTooLarge) control.reportValidity();
});
