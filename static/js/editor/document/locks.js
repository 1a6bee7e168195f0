/** What a lock of an element allows. `locked`: true for all, "position" for its place and turn, "size" for its measures and slant. Pure. */

/** @param {object} element @returns {boolean} whether it can be moved and turned */
export const mayMove = ({ locked }) => !locked || locked === "size";

/** @param {object} element @returns {boolean} whether it can become larger, smaller or slanted */
export const maySize = ({ locked }) => !locked || locked === "position";

/** @param {object} element @returns {boolean} whether it can be changed at all, deleted or chosen on the page */
export const mayChange = ({ locked }) => locked !== true;

/** Two locks on one element, such as its own and that of the group it leaves. @returns {true | "position" | "size" | undefined} */
export const strictest = (one, other) => (one && other && one !== other ? true : one || other || undefined);
