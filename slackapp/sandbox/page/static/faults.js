// The page of Slack's bad days: one is armed here, and taken back.

import { ask } from "./gestures.js";

const status = document.querySelector("[data-status]");
const WHOLE = ["times", "retry_after", "status", "seconds"];

function told(form) {
  const fields = [...new FormData(form)].filter(([name]) => !form.elements[name].closest("[hidden]"));
  return Object.fromEntries(fields.map(([name, value]) =>
    [name, WHOLE.includes(name) ? (value === "" ? null : Number(value)) : value]));
}

function say(words) {
  status.textContent = words;
  setTimeout(() => { if (status.textContent === words) status.textContent = ""; }, 4000);
}

function fit(form) {
  const kind = form.elements.kind.value;
  for (const field of form.querySelectorAll("[data-for]")) {
    field.hidden = field.dataset.for !== kind;
    field.querySelector("input").disabled = field.hidden; // what is hidden is not checked either
  }
  const meaning = document.querySelector(`[data-kind="${kind}"]`);
  form.querySelector("[data-meaning]").textContent = meaning.textContent;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-arm] [name=kind]")) fit(event.target.form);
});

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-arm]")) return;
  event.preventDefault();
  const { done } = await ask("/_control/fault", told(event.target));
  if (done) say(`Armed: ${event.target.elements.kind.value}.`);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-disarm]");
  if (!button) return;
  document.getElementById("armed").focus(); // the button goes away with its line
  const { done } = await ask("/_control/disarm", { number: Number(button.dataset.disarm) });
  if (done) say("Disarmed.");
});

// A browser may have kept what was chosen before a reload.
export function fitted() {
  const form = document.querySelector("[data-arm]");
  if (form) fit(form);
}
