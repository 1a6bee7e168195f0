/** Path data of M, L, C and z with absolute coordinates, point by point. Pure. */

const TOKEN = /[MLCz]|-?\d+(?:\.\d+)?/g;

const written = (value) => String(Math.round(value * 100) / 100 + 0);

/**
 * @param {string} data
 * @param {(x: number, y: number) => [number, number]} change where each point goes
 * @returns {string}
 */
export function mapPoints(data, change) {
  let text = "";
  let x = null;
  for (const [token] of data.matchAll(TOKEN)) {
    if (/[MLCz]/.test(token)) {
      text += token;
    } else if (x === null) {
      x = Number(token);
    } else {
      const point = change(x, Number(token));
      text += `${/[MLC]$/.test(text) ? "" : " "}${point.map(written).join(" ")}`;
      x = null;
    }
  }
  return text;
}
