/** What a lock of an element allows. `locked`: true for all, "position" for its place and turn, "size" for its measures and slant. Pure. */

/** @param {object} element @returns {boolean} whether it can be moved and turned */
export const mayMove = ({ locked }) => !locked || locked === "size";

/** @param {object} element @returns {boolean} whether it can become larger, smaller or slanted */
export const maySize = ({ locked }) => !locked || locked === "position";

/** @param {object} element @returns {boolean} whether it can be changed at all, deleted or chosen on the page */
export const mayChange = ({ locked }) => locked !== true;

/**
 * Changes by id, for updateElements, of those elements that may be changed: of several that are selected some may be locked.
 *
 * @param {object[]} elements
 * @param {(element: object) => object} change its new properties
 * @returns {Record<string, object>}
 */
export const changesOfFree = (elements, change) => Object.fromEntries(elements.filter(mayChange).map((element) => [element.id, change(element)]));

/** Two locks on one element, such as its own and that of the group it leaves. @returns {true | "position" | "size" | undefined} */
export const strictest = (one, other) => (one && other && one !== other ? true : one || other || undefined);
