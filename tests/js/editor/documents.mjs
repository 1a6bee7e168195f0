// Small documents for the tests of the editor, frozen: an edit that changes what it is given fails at once.

export function frozen(value) {
  if (value && typeof value === "object") {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

export const rect = (id, x = 0, y = 0, more = {}) => ({ id, type: "shape", shape: "rect", x, y, width: 10, height: 10, ...more });
export const rule = (id, x, y, x2, y2) => ({ id, type: "line", x, y, x2, y2, stroke: { color: "#000000", width: 1 } });
export const groupOf = (id, elements, more = {}) => ({ id, type: "group", x: 0, y: 0, width: 40, height: 20, elements, ...more });
export const pageOf = (...elements) => ({ width: 297, height: 210, background: "#fffdf7", elements });
export const documentOf = (...pages) => frozen({ version: 1, title: "Course", language: "en", pages });

/** The ids as a tree: a group is a list that begins with its own id. */
export const tree = (elements) => elements.map((each) => (each.elements ? [each.id, ...tree(each.elements)] : each.id));
export const order = (document) => document.pages.map((page) => tree(page.elements));
