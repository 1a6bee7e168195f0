// The drop zone says which file was chosen, and shows where a file may be let go. Choosing and dropping themselves are
// the browser's: the file control lies over the whole zone.

const SIZES = ["bytes", "kB", "MB", "GB"];

export function sizeInWords(bytes) {
  const step = bytes > 0 ? Math.min(Math.floor(Math.log10(bytes) / 3), SIZES.length - 1) : 0;
  const amount = bytes / 1000 ** step;
  return `${amount.toFixed(step && amount < 10 ? 1 : 0)} ${SIZES[step]}`;
}

function connect(zone) {
  const control = zone.querySelector('input[type="file"]');
  const name = zone.querySelector("[data-file-drop-name]");

  const show = () => {
    const file = control.files[0];
    name.textContent = file ? `${file.name}, ${sizeInWords(file.size)}` : "";
    zone.dataset.chosen = String(Boolean(file));
    if (file) zone.dataset.invalid = "false";
  };

  control.addEventListener("change", show);
  control.addEventListener("dragenter", () => (zone.dataset.over = "true"));
  for (const end of ["dragleave", "drop"]) {
    control.addEventListener(end, () => (zone.dataset.over = "false"));
  }
  show();
}

if (typeof document !== "undefined") {
  for (const zone of document.querySelectorAll("[data-file-drop]")) connect(zone);
}
