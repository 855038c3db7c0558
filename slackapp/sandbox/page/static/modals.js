// Dialogs: opened when they arrive, focused, and the focus given back when the last one is gone.

import { flag } from "./fields.js";

let before = null;

export function noteFocus() {
  const open = document.querySelector("dialog[open]");
  if (open || !document.activeElement || document.activeElement === document.body) return;
  const active = document.activeElement;
  const menu = active.closest("details.menu");
  before = { node: menu?.querySelector("summary") ?? active, action: active.dataset.action,
    block: active.dataset.block, value: active.dataset.value };
}

const control = ":is(input:not([type=hidden], [type=search]), select, textarea)";
const firstOf = (dialog) => [`.wrong ${control}`, "[data-first]", `.modal-body ${control}`, "[data-submit]", "footer [data-close-modal]"]
  .map((selector) => dialog.querySelector(selector)).find(Boolean);

// The button that stands where one stood that was pressed; what stands in a menu is behind its button.
function drawnAnew({ action, block, value }) {
  const named = [...document.querySelectorAll("[data-press]")].filter((each) => each.dataset.action === action);
  const found = named.find((each) => each.dataset.value === value) ?? named.find((each) => each.dataset.block === block);
  return found?.closest("details.menu")?.querySelector("summary") ?? found;
}

export function settle() {
  const dialogs = [...document.querySelectorAll("[data-fragment=modals] dialog")];
  for (const dialog of dialogs) {
    flag(dialog);
    const lost = dialog === dialogs.at(-1) && [document.body, dialog].includes(document.activeElement);
    if (dialog.open && !lost) continue;
    if (!dialog.open) dialog.showModal();
    firstOf(dialog)?.focus();
  }
  if (dialogs.length === 0 && before) {
    const again = before.node.isConnected ? before.node : drawnAnew(before);
    (again ?? document.getElementById("main")).focus();
    before = null;
  }
}

// Ask before something that the app wants confirmed.
export function confirmed(asked) {
  const dialog = document.createElement("dialog");
  dialog.className = "asks";
  const title = Object.assign(document.createElement("h2"), { textContent: asked.title });
  const words = Object.assign(document.createElement("p"), { textContent: asked.text });
  const foot = document.createElement("footer");
  const form = Object.assign(document.createElement("form"), { method: "dialog" });
  for (const [value, label, style] of [["no", asked.no, ""], ["yes", asked.yes, asked.style || "primary"]]) {
    foot.append(Object.assign(document.createElement("button"), { value, textContent: label, className: `button ${style}` }));
  }
  title.id = "asks-title";
  dialog.setAttribute("aria-labelledby", title.id);
  form.append(title, words, foot);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); });
  });
}
