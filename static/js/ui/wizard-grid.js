// The grid for typed rows: Enter goes down, cells of a spreadsheet can be pasted, and rows are added in place. Without
// scripts the button for more rows asks the server.

const grid = typeof document === "undefined" ? null : document.querySelector("[data-grid]");

export function cellsOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  return lines.map((line) => line.split("\t"));
}

function place(cell) {
  const row = cell.closest("tr");
  return { row: [...grid.tBodies[0].rows].indexOf(row), column: [...row.querySelectorAll("input")].indexOf(cell) };
}

const at = (row, column) => grid.tBodies[0].rows[row]?.querySelectorAll("input")[column];

function addRow() {
  const body = grid.tBodies[0];
  const number = body.rows.length + 1;
  if (number > Number(grid.dataset.gridMost)) return false;
  const row = body.rows[0].cloneNode(true);
  row.querySelector("th").textContent = String(number);
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.name = `row-${number}`;
    input.setAttribute("aria-label", `${input.dataset.gridLabel}, row ${number}`);
  }
  body.append(row);
  return true;
}

function paste(event) {
  const cell = event.target.closest("[data-grid-cell]");
  const text = event.clipboardData.getData("text/plain");
  if (!cell || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const start = place(cell);
  for (const [down, cells] of cellsOf(text).entries()) {
    if (!at(start.row + down, 0) && !addRow()) break;
    for (const [right, value] of cells.entries()) {
      const target = at(start.row + down, start.column + right);
      if (target) target.value = value.trim();
    }
  }
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

function walk(event) {
  const cell = event.target.closest("[data-grid-cell]");
  if (!cell || event.isComposing) return;
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const { row, column } = place(cell);
  if (event.key === "Enter" && !at(row + 1, column)) addRow();
  at(row + step, column)?.focus();
}

if (grid) {
  grid.addEventListener("paste", paste);
  grid.addEventListener("keydown", walk);
  const grow = document.querySelector("[data-grid-grow]");
  grow?.addEventListener("click", (event) => {
    event.preventDefault();
    const first = grid.tBodies[0].rows.length;
    for (let more = 0; more < 5; more += 1) addRow();
    at(first, 0)?.focus();
    if (grid.tBodies[0].rows.length >= Number(grid.dataset.gridMost)) grow.hidden = true;
  });
}
