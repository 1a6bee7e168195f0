/** Geometry of elements, from one place: where they are, how they change size and turn, and lengths as people write them. Pure. */

export { boundsOf, boundsOfMany, boundsOfPoints, centreOf, contains, cornersOf, moveBy, rotateTo } from "./boxes.js";
export { isInside, shareInside, wayBack } from "./keeping.js";
export { mirrored } from "./mirroring.js";
export { boundsOnPage, cornersOnPage, fitted, matrixOnPage, pointInside, wayInside } from "./nesting.js";
export { keepsRatio, resize, sizedTo } from "./resizing.js";
export { scaled } from "./scaling.js";
export { resizeMany, turnMany, turnOf } from "./several.js";
export { slant } from "./slanting.js";
export { ticks } from "./ticks.js";
export { fromUnit, inUnit, round } from "./units.js";
