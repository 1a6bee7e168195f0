/** The desk pushed about under the pointer: with Space held, or with the middle button. */

/**
 * @param {HTMLElement} desk the scrolled region
 * @param {PointerEvent} press
 * @returns {import("./pull.js").Gesture}
 */
export function panning(desk, press) {
  const before = { left: desk.scrollLeft, top: desk.scrollTop };
  return {
    move: (_, event) => desk.scrollTo(before.left - event.clientX + press.clientX, before.top - event.clientY + press.clientY),
    end() {},
    cancel: () => desk.scrollTo(before),
  };
}
