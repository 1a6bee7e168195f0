// One picture over the other: the slider says how much of the upper one is seen. Without scripts half of it is.

for (const holder of document.querySelectorAll("[data-compare]")) {
  const slider = holder.querySelector('input[type="range"]');
  const show = () => holder.style.setProperty("--share", slider.value / 100);
  slider.addEventListener("input", show);
  show();
}
