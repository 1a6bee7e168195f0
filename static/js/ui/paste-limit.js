// A text that is longer than its field takes (`data-most`, in characters) is said at once, in the words that stand beside
// it (`data-too-much`), and is neither sent nor cut. Without scripts the server says so.

function judge(area) {
  const words = area.parentElement.querySelector("[data-too-much]");
  const isTooMuch = area.value.length > Number(area.dataset.most);
  words.hidden = !isTooMuch;
  area.setCustomValidity(isTooMuch ? words.textContent : "");
  if (isTooMuch) area.setAttribute("aria-invalid", "true");
  else area.removeAttribute("aria-invalid");
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-most]")) judge(event.target);
});

document.querySelectorAll("textarea[data-most]").forEach(judge);
