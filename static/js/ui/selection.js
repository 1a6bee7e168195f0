// Choosing rows of a table: <form data-selection> around it, a check box in each row of the body. In the form may be
//   [data-selection-page]   a check box for all rows of this page (hidden without scripts, where it could do nothing)
//   [data-selection-all]    a check box that is sent: all that match, on other pages too
//   [data-selection-count]  says how many are chosen, and what it says in the page while none is
//   [formaction]            buttons that do something with the chosen: disabled while none is, once scripts run
//   [data-selection-none]   a button that chooses none
//   [data-when-chosen]      a bar that shows only while something is chosen
// Shift chooses a range. Without scripts the form works the same.

const rowsOf = (form) => [...form.querySelectorAll('tbody input[type="checkbox"]')];
let last = null;

function follow(form) {
  const rows = rowsOf(form);
  const chosen = rows.filter((row) => row.checked).length;
  const everything = form.querySelector("[data-selection-all]")?.checked ?? false;
  const page = form.querySelector("[data-selection-page]");
  if (page) {
    page.checked = rows.length > 0 && chosen === rows.length;
    page.indeterminate = chosen > 0 && chosen < rows.length;
  }
  const count = form.querySelector("[data-selection-count]");
  if (count) {
    count.dataset.none ??= count.textContent;
    const words = everything ? "All selected" : chosen ? `${chosen.toLocaleString("en")} selected` : count.dataset.none;
    if (count.textContent !== words) count.textContent = words;
  }
  const nothing = chosen === 0 && !everything;
  const bar = form.querySelector("[data-when-chosen]");
  if (bar) bar.hidden = nothing;
  for (const act of form.querySelectorAll("[formaction]")) act.disabled = nothing;
}

function choose(form, box, range) {
  const all = form.querySelector("[data-selection-all]");
  const rows = rowsOf(form);
  if (box === all || box.matches("[data-selection-page]")) {
    for (const row of rows) row.checked = box.checked;
  } else if (range && rows.includes(last)) {
    const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((a, b) => a - b);
    for (const row of rows.slice(from, to + 1)) row.checked = box.checked;
  }
  if (rows.includes(box)) last = box;
  if (all && !box.checked) all.checked = false;
}

document.addEventListener("click", (event) => {
  const form = event.target.closest?.("form[data-selection]");
  if (!form) return;
  if (event.target.closest("[data-selection-none]")) {
    for (const box of form.querySelectorAll('input[type="checkbox"]')) box.checked = false;
  } else if (event.target.matches('input[type="checkbox"]')) {
    choose(form, event.target, event.shiftKey);
  } else {
    return;
  }
  follow(form);
});

const followAll = () => document.querySelectorAll("form[data-selection]").forEach(follow);
for (const swap of ["htmx:afterSwap", "htmx:historyRestore"]) document.addEventListener(swap, followAll);
addEventListener("pageshow", followAll); // the browser fills in what was chosen before "back"
followAll();
