/** Geometry of elements, from one place: where they are, how they change size, and lengths as people write them. Pure. */

export { boundsOf, boundsOfMany, centreOf, contains, cornersOf, moveBy, rotateTo } from "./boxes.js";
export { boundsOnPage, cornersOnPage, matrixOnPage, wayInside } from "./nesting.js";
export { resize } from "./resizing.js";
export { scaled } from "./scaling.js";
export { fromUnit, inUnit, round } from "./units.js";
