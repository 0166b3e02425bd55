// Lists: j and k go from row to row, x picks, Enter opens; the bulk bar counts what is picked.
import { typing } from "./keyboard.js";

const rows = () => [...document.querySelectorAll("[data-list] tbody tr, article.todo")];
const door = (row) => row?.querySelector("a.title, h3 a");

function go(step) {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  door(next)?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function pick() {
  const box = document.activeElement.closest("tr")?.querySelector("[name=pick]");
  if (box) { box.checked = !box.checked; count(box); }
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "j") go(1);
  if (event.key === "k") go(-1);
  if (event.key === "x") pick();
}

function count(box) {
  box.closest("tr")?.classList.toggle("picked", box.checked);
  const form = box.form;
  const words = form?.querySelector("[data-count]");
  if (!words) return;
  words.none ??= words.textContent;
  const picked = [...form.elements].filter((one) => one.name === "pick" && one.checked).length;
  words.textContent = picked ? words.dataset.count.replace("{n}", picked) : words.none;
  form.classList.toggle("idle", !picked);
}

function picked(event) {
  const all = event.target.closest("[data-pick-all]");
  const boxes = all ? all.closest("table").querySelectorAll("[name=pick]") : event.target.matches("[name=pick]") ? [event.target] : [];
  for (const box of boxes) { if (all) box.checked = all.checked; count(box); }
}

function unpick(event) {
  if (!event.target.matches("[data-bulk]")) return;
  setTimeout(() => { for (const box of event.target.elements) if (box.name === "pick") { box.checked = false; count(box); } });
}

/** A wide table that holds nothing to reach by keys is reached itself, so that its far side can be scrolled to. */
function reach() {
  for (const box of document.querySelectorAll(".scroll:not([tabindex])")) {
    if (box.scrollWidth <= box.clientWidth || box.querySelector("a[href], button, input, summary")) continue;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.closest(".sheet")?.querySelector("h2")?.textContent.trim() || document.title);
  }
}

export function lists() {
  reach();
  document.addEventListener("keydown", pressed);
  document.addEventListener("change", picked);
  document.addEventListener("reset", unpick);
  document.querySelectorAll("[name=pick]").forEach(count);
}
