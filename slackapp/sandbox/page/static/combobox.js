// A select whose options the app gives while somebody types: a combobox with a listbox.

import { ask, surfaceOf } from "./gestures.js";

const delay = 150;
let waiting = 0;
let latest = 0;

const boxOf = (node) => node.closest?.("[data-combobox]");
const OPTION = "[role=option]:not([aria-disabled])";
const listOf = (box) => box.querySelector("[role=listbox]");
const queryOf = (box) => box.querySelector("[data-query]");

function close(box) {
  clearTimeout(waiting);
  latest += 1; // an answer still on its way comes too late
  const list = listOf(box);
  list.hidden = true;
  list.replaceChildren();
  queryOf(box).setAttribute("aria-expanded", "false");
  queryOf(box).removeAttribute("aria-activedescendant");
}

function mark(box, option) {
  for (const each of listOf(box).children) each.setAttribute("aria-selected", String(each === option));
  if (option) {
    queryOf(box).setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
}

async function suggest(box) {
  const query = queryOf(box);
  const mine = ++latest;
  if (query.value.length < Number(box.dataset.least)) return close(box);
  const field = box.closest("[data-field]");
  const { options = [] } = await ask("/page/suggest", {
    surface: surfaceOf(box), block: field.dataset.block, action: field.dataset.action, text: query.value,
  });
  if (mine !== latest || document.activeElement !== query) return;
  const list = listOf(box);
  list.replaceChildren(...options.map((option, index) => drawn(option, `${list.id}-${index}`)));
  if (!options.length) {
    list.append(nothing());
  }
  list.hidden = false;
  query.setAttribute("aria-expanded", "true");
  list.scrollIntoView({ block: "nearest" });
  mark(box, options.length ? list.firstElementChild : null);
}

function nothing() {
  const item = Object.assign(document.createElement("li"), { textContent: "Nothing found", className: "hint" });
  item.setAttribute("role", "option"); // a listbox may hold nothing else
  item.setAttribute("aria-disabled", "true");
  return item;
}

function drawn(option, id) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.dataset.value = JSON.stringify(option);
  item.textContent = option.text.text;
  if (option.description) {
    item.append(Object.assign(document.createElement("small"), { textContent: option.description.text }));
  }
  return item;
}

function choose(box, option) {
  const value = option.dataset.value;
  const name = JSON.parse(value).text.text;
  const many = "many" in box.dataset;
  if (many) box.querySelector("[data-chips]").append(chip(value, name));
  else box.querySelector("[data-value-of]").value = value;
  queryOf(box).value = many ? "" : name;
  close(box);
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function chip(value, name) {
  const node = Object.assign(document.createElement("span"), { className: "chip" });
  const held = Object.assign(document.createElement("input"), { type: "hidden", value });
  held.dataset.valueOf = "";
  const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  remove.dataset.unchoose = "";
  remove.setAttribute("aria-label", `Remove ${name}`);
  node.append(held, Object.assign(document.createElement("span"), { textContent: name }), remove);
  return node;
}

document.addEventListener("input", (event) => {
  const box = event.target.matches("[data-query]") && boxOf(event.target);
  if (!box) return;
  if (!("many" in box.dataset)) box.querySelector("[data-value-of]").value = "";
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest(box), delay);
});

document.addEventListener("focusin", (event) => {
  const box = event.target.matches("[data-query]") && boxOf(event.target);
  if (box && !event.target.value) suggest(box);
});

document.addEventListener("focusout", (event) => {
  const box = boxOf(event.target);
  if (box && !box.contains(event.relatedTarget)) close(box);
});

document.addEventListener("keydown", (event) => {
  const box = event.target.matches?.("[data-query]") && boxOf(event.target);
  if (!box) return;
  const options = [...listOf(box).querySelectorAll(OPTION)];
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  const open = !listOf(box).hidden;
  if (event.key === "ArrowDown" && !open) suggest(box);
  else if (event.key === "ArrowDown") mark(box, options[(at + 1) % options.length]);
  else if (event.key === "ArrowUp") mark(box, options.at(at <= 0 ? -1 : at - 1));
  else if (event.key === "Enter" && open && options[at]) choose(box, options[at]);
  else if (event.key === "Escape" && open) close(box);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(OPTION);
  if (!option) return;
  event.preventDefault(); // the focus stays in the input
  choose(boxOf(option), option);
});

document.addEventListener("click", (event) => {
  const remove = event.target.closest?.("[data-unchoose]");
  if (!remove) return;
  const box = boxOf(remove);
  remove.closest(".chip").remove();
  queryOf(box).focus();
  box.dispatchEvent(new Event("change", { bubbles: true }));
});
