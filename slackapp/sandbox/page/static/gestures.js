// What a person does on the page, told to the sandbox.

import { complete, current, fieldsOf, valuesOf } from "./fields.js";
import { confirmed, noteFocus } from "./modals.js";

const { as, at } = document.body.dataset;
const status = document.querySelector("[data-status]");

export async function ask(path, told) {
  let response;
  try {
    response = await fetch(`${path}?as=${encodeURIComponent(as)}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(told),
    });
  } catch {
    tell("The sandbox does not answer. Is it still running?");
    return { done: false };
  }
  const answer = await response.json();
  tell(response.ok ? "" : answer.error);
  return { done: response.ok, ...answer };
}

// Under an open dialog nothing can be read, so the dialog itself says what went wrong.
function tell(words) {
  const trouble = [...document.querySelectorAll("dialog[open] [data-trouble]")].at(-1);
  status.textContent = trouble ? "" : words;
  if (trouble && words) trouble.textContent = words;
}

export const act = (gesture, told = {}) => ask("/page/act", { gesture, ...told });

export function surfaceOf(node) {
  const { surface, view, ts, channel } = node.closest("[data-surface]").dataset;
  return surface === "view" ? { view } : { ts, channel, whisper: surface === "ephemeral" };
}

const surfaceNode = (node) => node.closest("[data-surface]");

async function busy(node, work) {
  node.setAttribute("aria-busy", "true");
  if ("disabled" in node) node.disabled = true;
  try { await work(); } finally {
    node.removeAttribute("aria-busy");
    if ("disabled" in node) node.disabled = false;
    if (document.activeElement === document.body) node.focus();
  }
}

async function press(button) {
  noteFocus();
  button.closest("details.menu")?.removeAttribute("open");
  if (button.dataset.confirm && !(await confirmed(JSON.parse(button.dataset.confirm)))) return;
  await act("press", {
    surface: surfaceOf(button), block: button.dataset.block, action: button.dataset.action,
    value: button.dataset.value, fields: fieldsOf(surfaceNode(button)),
  });
}

async function changed(field) {
  if (field.dataset.confirm && !(await confirmed(JSON.parse(field.dataset.confirm)))) return;
  noteFocus();
  await act("change", {
    surface: surfaceOf(field), block: field.dataset.block, action: field.dataset.action,
    values: valuesOf(field), fields: fieldsOf(surfaceNode(field)),
  });
}

async function submit(form) {
  if (!complete(form)) return;
  const dialog = form.closest("dialog");
  await busy(form.querySelector("[data-submit]"), () =>
    act("submit", { surface: { view: dialog.dataset.view }, fields: fieldsOf(dialog) }));
}

export const closeModal = (dialog, all) => act("close", { surface: { view: dialog.dataset.view }, all });

async function say(form) {
  const box = form.querySelector("[data-say]");
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  noteFocus();
  const { done } = await act("say", { channel: form.dataset.channel, thread: form.dataset.thread, text });
  if (!done && !box.value) box.value = text;
}

// A week takes seconds. Whoever comes back after it looks at Home anew.
async function pass(time) {
  if ("passing" in document.body.dataset) return;
  document.body.dataset.passing = "";
  tell("Time passes…");
  const { done } = await ask("/_control/clock", time);
  delete document.body.dataset.passing;
  if (done) arrive();
}

const clicks = [
  ["[data-press]", press],
  ["[data-shortcut]", (node) => { noteFocus(); return act("shortcut", { callback: node.dataset.shortcut }); }],
  ["[data-message-shortcut]", (node) => {
    noteFocus();
    return act("message_shortcut", { callback: node.dataset.messageShortcut, surface: surfaceOf(node) });
  }],
  ["[data-command]", (node) => {
    const box = node.closest("form").querySelector("[data-say]");
    box.value = `${node.dataset.command} `;
    box.focus();
  }],
  ["[data-close-modal]", (node) => closeModal(node.closest("dialog"), false)],
  ["[data-close-all]", (node) => closeModal(node.closest("dialog"), true)],
  ["[data-dismiss-notice]", () => act("dismiss")],
  ["[data-next]", () => pass({ next: true })],
  ["[data-later]", (node) => pass({ advance: Number(node.dataset.later) })],
  ["[data-join]", async (node) => {
    if ((await act("join", { channel: node.dataset.join })).done) location.reload();
  }],
];

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest(".menu-items")) menu.open = false;
  }
  const link = event.target.closest("a");
  const url = link && new URL(link.href, location.href);
  if (url?.origin === location.origin && url.pathname.startsWith("/archives/")) {
    event.preventDefault();
    url.searchParams.set("as", as);
    location.assign(url);
  }
  for (const [selector, work] of clicks) {
    const node = event.target.closest(selector);
    if (node) work(node);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-modal], [data-composer]")) return;
  event.preventDefault();
  if (form.matches("[data-modal]")) submit(form);
  else say(form);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-who]")) return event.target.form.submit();
  const field = event.target.closest("[data-field]");
  const count = field?.querySelector("[data-count]");
  if (count) count.textContent = `${valuesOf(field).length} chosen`;
  if (event.target.matches("[data-query], [data-filter]")) return;
  const typed = event.target.matches("textarea, input:is([type=text], [type=email], [type=url], [type=number])");
  if (field && "dispatch" in field.dataset && !typed) changed(field);
});

let typing = 0;
document.addEventListener("input", (event) => {
  const list = event.target.matches("[data-filter]") && event.target.closest("[data-checklist]");
  if (list) {
    const sought = event.target.value.trim().toLocaleLowerCase();
    for (const box of list.querySelectorAll(".box")) box.hidden = !box.textContent.toLocaleLowerCase().includes(sought);
  }
  const field = event.target.closest("[data-field]");
  if (!event.target.matches("[data-query]") && field?.dataset.dispatch?.includes("on_character_entered")) {
    clearTimeout(typing);
    typing = setTimeout(() => changed(current(field)), 300);
  }
});

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const open = document.querySelector("details.menu[open]");
  if (key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
    event.preventDefault();
  }
  if ((key === "ArrowDown" || key === "ArrowUp") && open?.contains(target)) {
    const items = [...open.querySelectorAll(".menu-items :is(button, a)")];
    const step = key === "ArrowDown" ? 1 : -1;
    items.at((items.indexOf(target) + step + items.length) % items.length)?.focus();
    event.preventDefault();
  }
  if (key !== "Enter" || event.isComposing) return;
  if (target.matches("[data-say]") && !event.shiftKey) {
    event.preventDefault();
    target.form.requestSubmit();
  }
  if (target.matches("[data-filter]")) event.preventDefault();
  const field = target.closest("[data-field]");
  if (field?.dataset.dispatch?.includes("on_enter_pressed") && target.matches("input:is([type=text], [type=email], [type=url], [type=number])")) {
    event.preventDefault();
    changed(field);
  }
});

document.addEventListener("cancel", (event) => {
  if (!event.target.matches("[data-fragment=modals] dialog")) return;
  event.preventDefault();
  closeModal(event.target, false);
}, true);

// Escape pressed twice closes a dialog whatever the page says to it; then the sandbox is told.
document.addEventListener("close", (event) => {
  if (event.target.isConnected && event.target.matches("[data-fragment=modals] dialog")) closeModal(event.target, false);
}, true);

// An opened menu stands where it can be seen whole.
document.addEventListener("toggle", (event) => {
  const items = event.target.matches("details.menu[open]") && event.target.querySelector(".menu-items");
  if (!items) return;
  items.classList.remove("flipped");
  items.classList.toggle("flipped", items.getBoundingClientRect().right > innerWidth - 8);
  items.scrollIntoView({ block: "nearest" });
}, true);

export function arrive() {
  if (at === "home" || at.startsWith("D")) act("open_home", { tab: at === "home" ? "home" : "messages" });
}
