// Keeps the page as the world is: each fragment is swapped only when it changed.

import { arrive } from "./gestures.js";
import "./combobox.js";
import { fitted } from "./faults.js";
import { settle } from "./modals.js";
import { patch, remember } from "./patch.js";

const places = [...document.querySelectorAll("[data-fragment]")];
const NEAR = 80;

const atEnd = (column) => column.scrollHeight - column.scrollTop - column.clientHeight < NEAR;
// What somebody says, and what only they are told, is brought into their sight.
const countOf = (column) => ({
  all: column.querySelectorAll(".message").length,
  own: column.querySelectorAll(".message.own, .message.whisper").length,
});
const isFeed = (column) => column.querySelector(".message") !== null;

function toEnd(column) {
  column.scrollTop = column.scrollHeight;
}

function take(drawn) {
  for (const place of places) {
    const html = drawn[place.dataset.fragment];
    if (html === undefined) continue;
    const before = countOf(place);
    const follows = isFeed(place) && (atEnd(place) || !("scroll" in place.dataset));
    patch(place, html);
    const after = countOf(place);
    if ((follows && after.all > before.all) || after.own > before.own) toEnd(place);
  }
  settle();
}

function find() {
  const found = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  for (const place of places) if ("scroll" in place.dataset && isFeed(place)) toEnd(place);
  if (found) {
    found.classList.add("found");
    found.scrollIntoView({ block: "center" });
  }
}

function hint() {
  const strip = document.querySelector("[data-hint]");
  if (!strip || localStorage.getItem("hint") === "seen") return;
  strip.hidden = false;
  strip.querySelector("details").open = wide.matches; // on a phone it would hide the messages
  strip.querySelector("[data-dismiss-hint]").addEventListener("click", () => {
    localStorage.setItem("hint", "seen");
    strip.remove();
    document.querySelector("[data-say]")?.focus();
  });
}

let stream = null;

// A browser keeps few connections to one server: a tab that nobody sees gives its own back.
function listen() {
  stream?.close();
  if (document.hidden) return;
  stream = new EventSource(`/page/live${location.search}`);
  stream.addEventListener("fragments", (event) => take(JSON.parse(event.data)));
}

const side = document.querySelector("[data-side]");
const wide = matchMedia("(min-width: 901px)");
const fit = () => { side.open = wide.matches; };
wide.addEventListener("change", fit);
side.addEventListener("toggle", () => side.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }));
fit();

for (const place of places) remember(place);
fitted(); // only now: what it changes is not to look like news
hint();
find();
settle();
listen();
document.addEventListener("visibilitychange", listen);
arrive();
