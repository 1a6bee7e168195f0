// Parts of one page as tabs. Without scripts they stand one below the other with links to each on top:
// <div data-tabs><nav class="tab-row"><a href="#a">A</a>…</nav><section id="a">…</section>…</div>. data-orientation="vertical" on the nav: a column.

function connect(holder) {
  const list = holder.querySelector(":scope > nav");
  const tabs = [...list.querySelectorAll("a")];
  const panels = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));

  const show = (chosen, { focus = false } = {}) => {
    tabs.forEach((tab, index) => {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panels[index].hidden = !isChosen;
    });
    if (focus) chosen.focus();
  };

  const row = document.createElement("div");
  row.className = list.className;
  const isUpright = list.dataset.orientation === "vertical";
  if (isUpright) row.ariaOrientation = "vertical";
  row.setAttribute("role", "tablist");
  if (list.ariaLabel) row.ariaLabel = list.ariaLabel;
  row.append(...tabs);
  list.replaceWith(row);
  tabs.forEach((tab, index) => {
    tab.id ||= `${panels[index].id}-tab`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panels[index].id);
    panels[index].setAttribute("role", "tabpanel");
    panels[index].setAttribute("aria-labelledby", tab.id);
    panels[index].tabIndex = 0;
  });

  row.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (!tab) return;
    event.preventDefault();
    history.replaceState(null, "", tab.hash);
    show(tab);
  });
  row.addEventListener("keydown", (event) => {
    const now = tabs.indexOf(document.activeElement);
    const step = (isUpright ? { ArrowDown: 1, ArrowUp: -1 } : { ArrowRight: 1, ArrowLeft: -1 })[event.key];
    const rightToLeft = !isUpright && getComputedStyle(row).direction === "rtl" ? -1 : 1;
    const next = { Home: 0, End: tabs.length - 1 }[event.key] ?? (step && now + step * rightToLeft);
    if (now < 0 || next === undefined) return;
    event.preventDefault();
    show(tabs[(next + tabs.length) % tabs.length], { focus: true });
  });
  show(tabs.find((tab) => tab.hash === location.hash) ?? tabs[0]);
}

for (const holder of document.querySelectorAll("[data-tabs]")) connect(holder);
