/** Space turns the pointer into a hand that pushes the desk; two fingers push and pinch it. */

const isTyping = ({ target }) => target.closest?.("input, textarea, select, [contenteditable]");
// A button that was reached by keys is pressed by Space; one that was clicked has done its work.
const isButton = ({ target }) => target.matches?.(":is(button, a, summary, [role=slider]):focus-visible");

/** @param {import("../main.js").Editor} editor */
export function connectHand(editor) {
  const { find, pointer } = editor;
  const desk = find("desk");
  const hold = (isHeld) => {
    pointer.isPanning = isHeld;
    desk.dataset.hand = String(isHeld);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || isTyping(event) || isButton(event) || document.querySelector("dialog[open], [role=menu]:popover-open")) return;
    event.preventDefault();
    hold(true);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== " " || !pointer.isPanning) return;
    event.preventDefault(); // a button does not take the end for a click
    hold(false);
  });
  window.addEventListener("blur", () => hold(false));
  pinching(editor, find("frame"), desk);
}

// Two fingers: what lies between them stays between them.
function pinching({ zoom, pointer }, svg, desk) {
  const touches = new Map();
  let before = null;
  const between = () => {
    const [a, b] = [...touches.values()];
    const box = desk.getBoundingClientRect();
    return { x: (a.x + b.x) / 2 - box.left, y: (a.y + b.y) / 2 - box.top, apart: Math.hypot(a.x - b.x, a.y - b.y) };
  };
  const place = (event) => touches.set(event.pointerId, { x: event.clientX, y: event.clientY });
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    place(event);
    if (touches.size !== 2) return;
    event.stopImmediatePropagation();
    pointer.stop();
    before = between();
  }, { capture: true });
  svg.addEventListener("pointermove", (event) => {
    if (!touches.has(event.pointerId)) return;
    place(event);
    if (touches.size !== 2) return;
    event.stopImmediatePropagation();
    const now = between();
    desk.scrollBy(before.x - now.x, before.y - now.y);
    zoom.to((zoom.zoom * now.apart) / before.apart, now);
    before = now;
  }, { capture: true });
  for (const name of ["pointerup", "pointercancel"]) {
    svg.addEventListener(name, (event) => touches.delete(event.pointerId), { capture: true });
  }
}
