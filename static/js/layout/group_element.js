/** A group whose children keep their places: coordinates start at its top left corner. */

import { Group, LayoutManager } from "fabric";

import { isolated } from "./isolation.js";

// The places come from the document; Fabric's layout would move them to the box of the children.
class NoLayout extends LayoutManager {
  performLayout() {}
}

export class GroupElement extends isolated(Group) {
  static type = "GroupElement";

  /** @param {import("fabric").FabricObject[]} children placed from the centre of the group, in px */
  constructor(children, options) {
    super(children, { layoutManager: new NoLayout(), subTargetCheck: false, objectCaching: false, ...options });
  }

  hasOverlap() {
    return this._objects.length > 0;
  }
}
