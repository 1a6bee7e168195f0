/** Keeping what is moved, pulled or turned inside an area, such as the page. Pure. */

const DUST = 1e-6; // mm
const STEPS = 24; // halvings: a way of a metre to less than a thousandth of a millimetre

/** @param {import("./boxes.js").Bounds} bounds @param {import("./boxes.js").Bounds} area @returns {boolean} */
export function isInside(bounds, area) {
  return (
    bounds.x >= area.x - DUST &&
    bounds.y >= area.y - DUST &&
    bounds.x + bounds.width <= area.x + area.width + DUST &&
    bounds.y + bounds.height <= area.y + area.height + DUST
  );
}

/**
 * @param {import("./boxes.js").Bounds} bounds
 * @param {import("./boxes.js").Bounds} area
 * @returns {{dx: number, dy: number}} the shortest way back inside; none along an axis for which the bounds are too large
 */
export function wayBack(bounds, area) {
  const along = (start, size) => {
    const [before, after] = [area[start] - bounds[start], area[start] + area[size] - bounds[start] - bounds[size]];
    return before > after ? 0 : Math.min(Math.max(0, before), after);
  };
  return { dx: along("x", "width"), dy: along("y", "height") };
}

/**
 * How far a pull can go before something leaves the area: as far as wanted where nothing does, or where it was outside before.
 *
 * @param {(share: number) => import("./boxes.js").Bounds} boundsAt the bounds after this share of the way, 0 to 1
 * @param {import("./boxes.js").Bounds} area
 * @returns {number} 0 to 1
 */
export function shareInside(boundsAt, area) {
  if (isInside(boundsAt(1), area) || !isInside(boundsAt(0), area)) return 1;
  let [inside, outside] = [0, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (inside + outside) / 2;
    if (isInside(boundsAt(middle), area)) inside = middle;
    else outside = middle;
  }
  return inside;
}
