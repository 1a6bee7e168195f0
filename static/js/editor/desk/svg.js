/** Drawing in SVG, for what lies over and beside the page. */

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} name of the tag @param {Record<string, string | number>} attributes @param {...(string | Node)} children @returns {SVGElement} */
export function node(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Corners as an attribute of a polygon. @param {{x: number, y: number}[]} corners */
export const points = (corners) => corners.map(({ x, y }) => `${x},${y}`).join(" ");

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b half way between them */
export const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
