// Toasts: leave after a while, stay while looked at; errors stay until dismissed.
import { said } from "./words.js";

const STAY = 8000;

function leave(toast) {
  if (toast.matches(":hover, :focus-within")) { setTimeout(leave, STAY, toast); return; }
  toast.remove();
}

function watch(toast) {
  if (!toast.matches(".error, .warning")) setTimeout(leave, STAY, toast);
}

/** Say something; used by other modules and by the server through HX-Trigger: {"toast": "…"}. */
export function say(text, kind = "") {
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  toast.setAttribute("role", "status");
  toast.textContent = text;
  document.getElementById("toasts")?.append(toast);
  watch(toast);
}

export function toasts() {
  document.querySelectorAll("#toasts > .toast").forEach(watch);
  document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest(".toast")?.remove());
  document.addEventListener("toast", (event) => say(event.detail.value));
  document.addEventListener("htmx:responseError", () => say(said("没有办成，什么也没有写入。请刷新后再试。"), "error"));
  document.addEventListener("htmx:sendError", () => say(said("网络断了，没有写入。填的都还在，请稍后再试。"), "error"));
}
