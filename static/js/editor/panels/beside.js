/** Where something that opens for a control goes: to its left if there is room, else to its right, wholly inside the window. */

const GAP_PX = 14;
const EDGE_PX = 8;

/** @param {HTMLElement} opened shown already, so that it has a size @param {DOMRect} control where the control is in the window */
export function placeBeside(opened, { left, right, top }) {
  const { offsetWidth: width, offsetHeight: height } = opened;
  const room = left - width - GAP_PX;
  opened.style.left = `${room > EDGE_PX ? room : Math.min(right + GAP_PX, window.innerWidth - width - EDGE_PX)}px`;
  opened.style.top = `${Math.max(EDGE_PX, Math.min(top - EDGE_PX, window.innerHeight - height - EDGE_PX))}px`;
}
