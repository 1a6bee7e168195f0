/** The name of the design, in the bar; and its menu, whose export is of what is seen. */

import { toast } from "../../ui/toast.js";
import { messageOf } from "../save.js";

/** @param {import("../main.js").Editor} editor */
export function connectTitle({ find, saver, data }) {
  const title = find("title");
  let kept = data.name;

  const rename = async () => {
    const name = title.value.trim();
    title.value = name || kept;
    if (!name || name === kept) return;
    try {
      kept = (await saver.ask("PUT", data.urls.name, { name })).name;
      document.title = document.title.replace(/^.*(?=, editor)/, () => kept);
    } catch (fault) {
      title.value = kept;
      const text = fault.facts ? messageOf(fault.facts) : "No connection: the name was not changed.";
      toast({ text, variant: "destructive", key: "title" });
    }
  };

  title.addEventListener("change", rename);
  title.addEventListener("keydown", (event) => {
    if (event.key === "Escape") title.value = kept;
    if (event.key === "Enter" || event.key === "Escape") title.blur();
  });
  find("export").addEventListener("click", async (event) => {
    const { href } = event.currentTarget;
    event.preventDefault();
    if (await saver.save()) location.assign(href);
    else toast({ text: "Save first: the export holds what is saved.", variant: "warning", key: "export" });
  });
}
