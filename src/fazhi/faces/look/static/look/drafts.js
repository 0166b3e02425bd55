// Drafts: what was typed into a watched form outlives a reload and the end of a session, in this tab and for this person alone.
import { said } from "./words.js";

const PREFIX = "look.draft:";
const WAIT = 300;
const boxes = ["checkbox", "radio"];
let timer;

export const owner = () => document.querySelector(".bar a.who")?.textContent.trim() || "";
const keyOf = (form) => PREFIX + new URL(form.getAttribute("hx-post") || form.getAttribute("action") || location.pathname, location.href).pathname;

function store(act) {
  try { return act(sessionStorage); } catch { return null; /* private windows keep nothing */ }
}

function kept(form) {
  return [...form.elements].filter((one) => one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type) && !("undrafted" in one.dataset));
}

function save(form) {
  const values = kept(form).map((one) => [one.name, one.value, one.type === "checkbox" || one.type === "radio" ? one.checked : null]);
  store((shelf) => shelf.setItem(keyOf(form), JSON.stringify({ owner: owner(), values })));
}

/** A form that the server sent back with errors holds what was typed already. */
function restore(form) {
  if (form.dataset.drafted) return;
  form.dataset.drafted = "1";
  const draft = JSON.parse(store((shelf) => shelf.getItem(keyOf(form))) || "null");
  if (!draft || draft.owner !== owner() || form.querySelector("[data-errors]")) return;
  for (const [name, value, ticked] of draft.values) {
    const one = kept(form).find((field) => field.name === name && (!boxes.includes(field.type) || field.value === value));
    if (one) boxes.includes(one.type) ? (one.checked = ticked ?? true) : (one.value = value);
    one?.closest("details")?.toggleAttribute("open", true);
  }
  tell(form);
}

function tell(form) {
  const note = document.createElement("p");
  note.className = "notice";
  note.setAttribute("role", "status");
  note.append(said("已恢复上次没有提交的内容。"));
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn quiet small";
  drop.textContent = said("不要了");
  drop.addEventListener("click", () => { forget(form); form.reset(); note.remove(); });
  note.append(drop);
  form.prepend(note);
}

/** Values that waited elsewhere become the draft of the form at an address. */
export function hand(path, values) {
  const told = values.map(([name, value]) => [name, value, null]);
  store((shelf) => shelf.setItem(PREFIX + new URL(path, location.href).pathname, JSON.stringify({ owner: owner(), values: told })));
}

function forget(form) { store((shelf) => shelf.removeItem(keyOf(form))); }

function forgetAll() {
  store((shelf) => Object.keys(shelf).filter((key) => key.startsWith(PREFIX)).forEach((key) => shelf.removeItem(key)));
}

function typed(event) {
  const form = event.target.closest?.("form[data-watch]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(save, WAIT, form);
}

/** Sent is not yet written: the draft goes when the next page says that it was done. */
function sending(form) {
  if (form?.matches("form[data-watch]")) { clearTimeout(timer); save(form); store((shelf) => shelf.setItem("look.sent", keyOf(form))); }
  if (form?.matches("[data-leaves]")) forgetAll();
}

function settle() {
  if (document.querySelector("#toasts .success")) store((shelf) => { shelf.removeItem(shelf.getItem("look.sent")); });
  document.querySelectorAll("form[data-watch]").forEach(restore);
}

export function drafts() {
  document.addEventListener("input", typed);
  document.addEventListener("submit", (event) => sending(event.target));
  document.addEventListener("htmx:beforeSend", (event) => sending(event.target.closest?.("form")));
  document.addEventListener("htmx:afterSettle", () => setTimeout(settle));
  settle();
}
