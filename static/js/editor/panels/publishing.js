/** Publishing: saves what is open, says what changed since the last version, takes a name and a note, makes the version. */

import { dismiss, toast } from "../../ui/toast.js";
import { messageOf } from "../save.js";
import { countsOf, openProblems, problemsOf } from "./problems.js";

const OPEN = "It can be published once its fields, conditions and formulas are right.";
const AWAY = "There is no connection. Try again in a moment.";

/** @param {import("../main.js").Editor} editor */
export function connectPublishing(editor) {
  const { find, saver, data } = editor;
  const dialog = find("publishing");
  const form = find("publish-form");

  const say = (fault) => {
    find("publish-fault").textContent = fault;
    find("publish-fault").hidden = !fault;
  };

  find("publish").addEventListener("click", () =>
    busy(find("publish"), async () => {
      if (!(await saver.save())) return tellWhy(saver.state);
      const facts = await saver.ask("GET", data.urls.changes);
      if (facts.isPublished) {
        toast({ text: `This is version ${facts.number}, published already. Change something first.`, key: "publish" });
        return;
      }
      dismiss("publish");
      form.reset();
      say("");
      show(find, facts);
      warn(find, await problemsOf(editor), saver.openFaults.length > 0);
      dialog.showModal();
      if (saver.openFaults.length) find("publish-see").focus();
      else form.elements.versionName.focus();
    }).catch((fault) => toast({ text: fault.message, variant: "destructive", key: "publish" })),
  );

  find("publish-see").addEventListener("click", () => {
    dialog.close();
    openProblems();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(find("publish-go"), async () => {
      const { versionName, note } = Object.fromEntries(new FormData(form));
      const { versionNumber, approval } = await saver.ask("POST", data.urls.publish, { base: saver.base, versionName, note });
      dialog.close();
      if (approval) {
        toast({ text: "Asked: it is published once somebody else of your team has approved it.", variant: "success", link: { text: "See the request", href: approval } });
        return;
      }
      const link = { text: "Issue certificates", href: data.urls.issue };
      toast({ text: `Version ${versionNumber} is published: certificates can be issued with it.`, variant: "success", link });
    }).catch((fault) => say(fault.message));
  });
}

// The conflict has a dialog of its own, and being logged out a message.
function tellWhy(state) {
  if (state === "offline") throw new Error(AWAY);
  if (state !== "refused") return;
  toast({ text: "It can be published once it is saved: mend the errors first.", variant: "warning", key: "publish" });
  openProblems();
}

function show(find, { number, since, changes, needsApproval }) {
  find("publish-title").textContent = `Publish version ${number}`;
  find("publish-go").textContent = needsApproval ? "Ask for approval" : `Publish version ${number}`;
  const part = find("publish-changes");
  part.hidden = since === null;
  find("publish-since").textContent = changes.length ? `Changed since version ${since}` : `It looks like version ${since}`;
  const list = part.querySelector("ul");
  list.hidden = changes.length === 0;
  list.replaceChildren(...changes.map((text) => Object.assign(document.createElement("li"), { textContent: text, dir: "auto" })));
}

// What fields do not allow must be mended first; other errors make publishing a decision; warnings are only told.
function warn(find, problems, isOpen) {
  const hasErrors = problems.some(({ level }) => level === "error");
  find("publish-problems").hidden = problems.length === 0;
  find("publish-problems").dataset.level = hasErrors ? "error" : "warning";
  find("publish-count").textContent = `${countsOf(problems)}.`;
  find("publish-matter").textContent = isOpen ? OPEN : hasErrors ? "Errors look wrong on every certificate." : "They may be meant.";
  find("publish-go").disabled = isOpen;
  if (hasErrors && !isOpen) find("publish-go").textContent += " anyway";
}

async function busy(button, act) {
  button.disabled = true;
  try {
    await act();
  } catch (fault) {
    throw fault.facts ? new Error(messageOf(fault.facts)) : new Error(AWAY);
  } finally {
    button.disabled = false;
  }
}
