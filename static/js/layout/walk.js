/** Going through the elements of a document. Pure: editor, layout and tests share it. */

/** All elements, each before those inside it. @param {object[]} elements @returns {Generator<object>} */
export function* everyElement(elements) {
  for (const element of elements) {
    yield element;
    if (element.elements) yield* everyElement(element.elements);
  }
}
