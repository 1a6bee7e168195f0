/** Fonts that cannot be fetched while there is no connection: the page is shown without them, and with them afterwards. */

import { Ruler } from "../../layout/index.js";
import { dismiss, toast } from "../../ui/toast.js";

/** @param {import("../main.js").Editor} editor */
export function connectFontsAway({ stage, redraw }) {
  let isAway = false;
  stage.tools.fonts.onAway = () => {
    if (isAway) return;
    isAway = true;
    toast({ text: "A font could not be fetched: until the connection is back the page shows another. Certificates are printed with the right one.", variant: "warning", key: "fonts-away" });
  };
  window.addEventListener("online", () => {
    if (!isAway) return;
    isAway = false;
    dismiss("fonts-away");
    stage.tools.fonts.retry();
    stage.tools.ruler = new Ruler(); // what the other font measured is of no use
    redraw();
  });
}
