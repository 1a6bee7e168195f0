/**
 * What lies under a text area and is set like it: it makes the area as large as its text, carries the marks under what is wrong, and
 * knows where the caret is on the screen. The area and the mirror lie in one cell of `.editor-typing`.
 */

// Without a sign after it the last line break would have no line.
const END = "\u200B";

export class Mirror {
  /** @param {HTMLElement} element @param {HTMLTextAreaElement} area */
  constructor(element, area) {
    Object.assign(this, { element, area });
  }

  /** @param {{start: number, end: number}[]} faults places in the text that are marked, in order */
  show(faults = []) {
    const text = this.area.value;
    const parts = [];
    let at = 0;
    for (const { start, end } of faults) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    this.element.replaceChildren(...parts, text.slice(at) + END);
    this.element.dir = this.area.dir;
    this.element.lang = this.area.lang;
  }

  /** Where a place of the text is on the screen. @param {number} offset in characters @returns {DOMRect} */
  rectAt(offset) {
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT);
    let left = offset;
    while (walker.nextNode() && left > walker.currentNode.length) left -= walker.currentNode.length;
    const range = document.createRange();
    range.setStart(walker.currentNode, Math.min(left, walker.currentNode.length));
    range.collapse(true);
    return range.getClientRects()[0] ?? this.element.getBoundingClientRect();
  }
}
