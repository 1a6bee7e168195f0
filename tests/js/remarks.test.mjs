// What laying out a page remarks, in words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { layoutContext } from "../../static/js/layout/context.js";

test("letters that another font drew are told one by one: joined they would look like a name that is misspelt", () => {
  const context = layoutContext({ fields: [] }, {}, { fonts: null, ruler: null });
  context.warn("name", { code: "fallback_font", characters: "ليى" });
  assert.deepEqual(context.warnings, [{ element: "name", code: "fallback_font", message: "Another font was used for: ل ي ى" }]);
});
