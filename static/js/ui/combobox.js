// A select one can type into (WAI-ARIA combobox with list autocomplete). The select stays in the form and keeps the
// value; over it lies a text field with a list of the options that hold what was typed.

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function connect(select) {
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const holder = document.createElement("div");
  holder.className = "combo";
  const field = document.createElement("input");
  Object.assign(field, { type: "text", className: "input", id: `${select.id}-field`, autocomplete: "off" });
  const list = document.createElement("ul");
  Object.assign(list, { id: `${select.id}-list`, className: "combo-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label?.textContent.trim() ?? "");
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    field.setAttribute(name, value);
  }
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
  }
  field.disabled = select.disabled;
  if (label) label.htmlFor = field.id;
  select.hidden = true;
  select.after(holder);
  holder.append(field, list);

  let active = -1;
  const shown = () => [...list.children].filter((entry) => entry.dataset.value !== undefined);
  const labelOfChosen = () => select.selectedOptions[0]?.textContent.trim() ?? "";

  const mark = (index) => {
    active = index;
    shown().forEach((entry, at) => entry.setAttribute("aria-selected", String(at === index)));
    const entry = shown()[index];
    if (!entry) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", entry.id);
    entry.scrollIntoView({ block: "nearest" });
  };

  const open = (typed) => {
    const wanted = folded(typed);
    const found = [...select.options].filter((option) => folded(option.textContent).includes(wanted));
    list.replaceChildren(
      ...found.map((option) => {
        const entry = document.createElement("li");
        entry.id = `${list.id}-${option.index}`;
        entry.textContent = option.textContent;
        entry.dataset.value = option.value;
        entry.setAttribute("role", "option");
        return entry;
      }),
    );
    if (!found.length) {
      const none = document.createElement("li");
      none.textContent = "Nothing fits what you typed.";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      list.append(none);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(typed ? (found.length ? 0 : -1) : found.findIndex((option) => option.selected));
  };

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    field.value = labelOfChosen();
  };

  const choose = (entry) => {
    const changed = select.value !== entry.dataset.value;
    select.value = entry.dataset.value;
    close();
    if (changed) select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  field.addEventListener("input", (event) => {
    event.stopPropagation(); // a form that listens hears the select's change, not each letter
    open(field.value);
  });
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("click", () => {
    field.select();
    open("");
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the keyboard
    const entry = event.target.closest("[data-value]");
    if (entry) choose(entry);
  });
  field.addEventListener("keydown", (event) => {
    const count = shown().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return open("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (count) mark((active + step + count) % count);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      const entry = shown()[active];
      if (entry) choose(entry);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  close();
}

const connectAll = (root) => root.querySelectorAll("select[data-combobox]:not([hidden])").forEach(connect);
connectAll(document);
document.addEventListener("htmx:afterSwap", () => connectAll(document));
