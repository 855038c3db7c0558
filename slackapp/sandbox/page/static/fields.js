// What the controls of a message, a Home or a modal hold; and what is missing from them.

const holders = (field) => [...field.querySelectorAll("[data-value-of]")];

export function valuesOf(field) {
  return holders(field)
    .filter((each) => (each.type !== "checkbox" && each.type !== "radio") || each.checked)
    .map((each) => each.value)
    .filter((value) => value !== "");
}

export function fieldsOf(surface) {
  return [...surface.querySelectorAll("[data-field]")].map((field) => ({
    block: field.dataset.block,
    action: field.dataset.action,
    values: valuesOf(field),
  }));
}

const same = (field) =>
  `[data-field][data-block="${CSS.escape(field.dataset.block)}"][data-action="${CSS.escape(field.dataset.action)}"]`;

// The field that stands where this one stood, if the surface was drawn anew meanwhile.
export const current = (field) => (field.isConnected ? field : document.querySelector(same(field)) ?? field);

// Keep what was typed when a surface is drawn anew: the same block and action, the same words.
export function carryOver(before, after) {
  for (const field of before.querySelectorAll("[data-field]")) {
    const fresh = after.querySelector(same(field));
    if (fresh && shape(field) === shape(fresh)) copyInto(field, fresh);
  }
}

const shape = (field) => holders(field).map((each) => each.type).join() || "none";

function copyInto(field, fresh) {
  const query = field.querySelector("[data-query]");
  if (query) {
    fresh.querySelector("[data-chips]").replaceWith(field.querySelector("[data-chips]").cloneNode(true));
    fresh.querySelector("[data-query]").value = query.value;
    return;
  }
  const old = holders(field);
  for (const each of holders(fresh)) {
    const choice = each.type === "checkbox" || each.type === "radio";
    const match = choice ? old.find((known) => known.value === each.value) : old[0];
    if (choice) each.checked = Boolean(match?.checked);
    else if (each.tagName !== "SELECT" || [...each.options].some((one) => one.value === match.value)) each.value = match.value;
  }
  const count = fresh.querySelector("[data-count]");
  if (count) count.textContent = `${valuesOf(fresh).length} chosen`;
}

// Tell a screen reader which controls are wrong, whoever found it out.
export function flag(root) {
  for (const field of root.querySelectorAll(".field")) {
    const wrong = String(field.classList.contains("wrong"));
    for (const each of field.querySelectorAll("input:not([type=hidden]), select, textarea")) each.setAttribute("aria-invalid", wrong);
  }
}

// Say under each field what Slack's own client would not let through; true when all is well.
export function complete(form) {
  const wrong = [...form.querySelectorAll(".field")].filter((field) => {
    const words = complaint(field);
    field.classList.toggle("wrong", Boolean(words));
    field.querySelector("[data-error]").textContent = words;
    return words;
  });
  flag(form);
  wrong[0]?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  return wrong.length === 0;
}

function complaint(field) {
  const values = valuesOf(field.querySelector("[data-field]"));
  if (!values.join("").trim() && holders(field).every((each) => !each.validity?.badInput)) {
    return field.dataset.required === "yes" ? "Please complete this required field." : "";
  }
  const control = holders(field).find((each) => !each.validity.valid);
  if (control) return control.validationMessage;
  const short = holders(field).find((each) => each.minLength > 0 && each.value.length < each.minLength);
  if (short) return `At least ${short.minLength} characters, please.`;
  const most = Number(field.querySelector("[data-most]")?.dataset.most ?? Infinity);
  return values.length > most ? `Choose ${most} at most.` : "";
}
