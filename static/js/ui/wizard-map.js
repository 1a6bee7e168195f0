// Columns of the list are dragged onto fields of the design. A drop only chooses in the field's own select and says so,
// so that the server hears of it the same way; without scripts, with the keyboard and on touch the select does it all.

const TYPE = "text/x-column";

function prepare(root) {
  for (const column of root.querySelectorAll("[data-column]")) column.draggable = true;
}

const fieldOf = (event) => event.target.closest?.("[data-field]");
const carriesColumn = (event) => event.dataTransfer?.types.includes(TYPE);

document.addEventListener("dragstart", (event) => {
  const column = event.target.closest?.("[data-column]");
  if (!column) return;
  event.dataTransfer.setData(TYPE, column.dataset.column);
  event.dataTransfer.effectAllowed = "copy";
  column.dataset.dragged = "true";
});

document.addEventListener("dragend", (event) => {
  const column = event.target.closest?.("[data-column]");
  if (column) delete column.dataset.dragged;
});

document.addEventListener("dragover", (event) => {
  const field = fieldOf(event);
  if (!field || !carriesColumn(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  field.dataset.over = "true";
});

document.addEventListener("dragleave", (event) => {
  const field = fieldOf(event);
  if (field && !field.contains(event.relatedTarget)) delete field.dataset.over;
});

document.addEventListener("drop", (event) => {
  const field = fieldOf(event);
  if (!field || !carriesColumn(event)) return;
  event.preventDefault();
  delete field.dataset.over;
  choose(event.target.closest("select") ?? field.querySelector("select"), event.dataTransfer.getData(TYPE));
});

// A column fills one field: whoever had it alone gives it up.
function choose(select, value) {
  for (const other of select.form.querySelectorAll('select[name^="map-"]')) {
    if (other !== select && other.value === value) other.value = "";
  }
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

// Fields of one name are columns that are joined, in their order.
const placeOf = (control) => [...document.getElementsByName(control.name)].indexOf(control);

// The server's answer replaces the form: what was open stays open, and the keyboard stays where it was.
let open = [];
let focused = null;

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("details[data-keep-open][open]")].map((each) => each.dataset.keepOpen);
  const control = document.activeElement;
  focused = control.name ? { name: control.name, place: placeOf(control) } : null;
});

document.addEventListener("htmx:afterSwap", () => {
  for (const name of open) {
    const details = document.querySelector(`details[data-keep-open="${name}"]`);
    if (details) details.open = true;
  }
  prepare(document);
});

// Not before the new form answers to changes: who types at once would not be heard.
document.addEventListener("htmx:afterSettle", () => {
  // A field that gets one more column asks for it at once; a column that is not joined any more leaves the one before.
  const same = focused ? [...document.getElementsByName(focused.name)] : [];
  const control = document.querySelector("#mapping [autofocus]") ?? same[focused?.place] ?? same.at(-1);
  if (control && document.activeElement !== control) control.focus();
});

// Typing the name of a column chooses it. If the answer to the first letter renews the form in the middle of a word, the
// new select would take the next letter for a first one and choose another column: from there on we go on with the word.
const PAUSE_MS = 1000; // after which browsers begin a new word
let word = { typed: "", at: -PAUSE_MS, select: null, place: "" };

document.addEventListener("keydown", (event) => {
  const { target: select, key } = event;
  if (!select.closest?.("#mapping select") || key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  const place = `${select.name} ${placeOf(select)}`;
  const goesOn = place === word.place && event.timeStamp - word.at < PAUSE_MS;
  const typed = (goesOn ? word.typed : "") + key.toLowerCase();
  word = { typed, at: event.timeStamp, select: goesOn ? word.select : select, place };
  if (word.select === select) return;
  event.preventDefault();
  const option = [...select.options].find(({ text }) => text.toLowerCase().startsWith(typed));
  if (!option || option.selected) return;
  select.value = option.value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
});

prepare(document);
