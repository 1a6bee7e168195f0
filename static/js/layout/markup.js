/** The only ways in which a text or a number becomes part of SVG markup. */

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escapeXml = (text) => String(text).replace(/[&<>"']/g, (character) => ESCAPES[character]);

/** A number with at most four decimals: 0.0001 px is far below what any printer resolves. */
export const number = (value) => String(Math.round(value * 1e4) / 1e4);
