// Swap only what changed: a child with the same key and the same HTML stays the node it was.

import { carryOver } from "./fields.js";

const sources = new WeakMap();
const parsed = (html) => Object.assign(document.createElement("template"), { innerHTML: html }).content;
const keyed = (parent) => [...parent.children].filter((child) => child.dataset.key);

export function remember(parent) {
  for (const child of keyed(parent)) sources.set(child, child.outerHTML);
}

export function patch(parent, html) {
  const old = new Map(keyed(parent).map((child) => [child.dataset.key, child]));
  const place = focusOf(parent);
  const scrolled = [...parent.querySelectorAll("[data-stays]")].map((each) => [each.dataset.stays, each.scrollTop]);
  const next = parsed(html);
  const wanted = [...next.children].map((fresh) => {
    const known = old.get(fresh.dataset.key);
    sources.set(fresh, fresh.outerHTML);
    if (!known) return fresh;
    old.delete(fresh.dataset.key);
    return sources.get(known) === sources.get(fresh) ? known : renewed(known, fresh);
  });
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  for (const [name, top] of scrolled) {
    const list = parent.querySelector(`[data-stays="${name}"]`);
    if (list) list.scrollTop = top;
  }
  if (place && !document.activeElement?.closest("[data-fragment]")) regain(parent, place);
}

function renewed(known, fresh) {
  carryOver(known, fresh);
  if (known.tagName === "DETAILS") fresh.open = known.open;
  if (known.tagName !== "DIALOG") return fresh;
  // An open dialog keeps its node, and so its place on top of the page; only its inside is new.
  const scrolled = known.querySelector(".modal-body").scrollTop;
  known.replaceChildren(...fresh.childNodes);
  known.querySelector(".modal-body").scrollTop = scrolled;
  sources.set(known, sources.get(fresh));
  return known;
}

function focusOf(parent) {
  const active = document.activeElement;
  if (!active || !parent.contains(active)) return null;
  const named = active.closest("[data-action]");
  return { id: active.id, key: active.closest("[data-key]")?.dataset.key, action: named?.dataset.action, value: named?.dataset.value,
    block: named?.dataset.block, start: active.selectionStart, end: active.selectionEnd };
}

export function regain(parent, place) {
  const root = [...parent.querySelectorAll("[data-key]")].find((each) => each.dataset.key === place.key) ?? parent;
  const named = [...root.querySelectorAll("[data-action]")].filter((each) => each.dataset.action === place.action);
  const same = named.find((each) => each.dataset.block === place.block && each.dataset.value === place.value)
    ?? named.find((each) => each.dataset.value === place.value) ?? named[0];
  const inside = same?.matches("button, a") ? same : same?.querySelector("input:not([type=hidden]), select, textarea");
  const found = (place.id && document.getElementById(place.id)) || inside;
  found?.focus();
  if (found?.setSelectionRange && typeof place.start === "number") {
    try { found.setSelectionRange(place.start, place.end); } catch { /* a control without a caret */ }
  }
}
