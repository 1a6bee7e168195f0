// The page of log-out says which changes of designs were not sent, tries to send them, and leaves the rest to the person.

import { send, unsentIn } from "./unsent.js";

const NO_ID = "00000000-0000-0000-0000-000000000000";
const WORDS = {
  waiting: "Is being sent …",
  sent: "Sent.",
  offline: "Not sent: no connection.",
  moved: "Not sent: somebody has changed the design meanwhile. Open it to choose.",
  refused: "Not sent: open it to see why.",
};

const form = document.querySelector("main form[data-logs-out]");
const part = document.querySelector("[data-unsent]");
const button = form.querySelector("[type=submit]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;

function counted(count) {
  return count === 1 ? "One design has changes that were not sent" : `${count} designs have changes that were not sent`;
}

function lineOf(unsent) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = part.dataset.edit.replace(NO_ID, unsent.id);
  link.textContent = unsent.title;
  const state = document.createElement("span");
  line.append(link, " ", state);
  return { line, state, unsent };
}

/** What the button does, said on it. */
function say(left) {
  part.querySelector("[data-unsent-title]").textContent = left ? counted(left) : "All changes were sent";
  part.querySelector("[data-unsent-why]").hidden = !left;
  part.querySelector("[data-unsent-again]").hidden = !left;
  button.textContent = left ? "Log out and lose them" : "Log out";
  if (left) button.dataset.variant = "destructive";
  else delete button.dataset.variant;
}

async function sendAll(lines) {
  part.querySelector("[data-unsent-again]").setAttribute("aria-busy", "true");
  for (const { unsent, state } of lines.filter(({ state: { dataset } }) => dataset.state !== "sent")) {
    const url = part.dataset.draft.replace(NO_ID, unsent.id);
    state.textContent = WORDS.waiting;
    state.dataset.state = await send(unsent, { url, token, storage: localStorage });
    state.textContent = WORDS[state.dataset.state];
  }
  part.querySelector("[data-unsent-again]").removeAttribute("aria-busy");
  say(lines.filter(({ state }) => state.dataset.state !== "sent").length);
}

const lines = unsentIn(localStorage, part.dataset.person).map(lineOf);
if (lines.length) {
  part.querySelector("ul").append(...lines.map(({ line }) => line));
  part.querySelector("[data-unsent-again]").addEventListener("click", () => sendAll(lines));
  say(lines.length);
  part.hidden = false;
  sendAll(lines);
}
