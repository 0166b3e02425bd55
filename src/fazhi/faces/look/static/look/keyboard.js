// Keys: Ctrl K and / search, ? help, g i inbox. Letters are left alone while someone types.
import { open } from "./dialogs.js";

let before = "";

export function typing(target) {
  return target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
}

function search(event) {
  const box = document.getElementById("find");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return search(event);
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = before + event.key;
  before = event.key === "g" ? "g" : "";
  if (event.key === "/") search(event);
  if (event.key === "?") { const help = document.getElementById("keys"); if (help) open(help); }
  if (key === "gi") location.assign("/desk/");
}

export function keyboard() {
  document.addEventListener("keydown", pressed);
}
