// A link marked data-sheet opens its page's form in the dialog; a masked value asks its reason there too.
import { close, open } from "./dialogs.js";
import { forget } from "./forms.js";

const sheet = () => document.getElementById("sheet");
const body = () => sheet().querySelector(".dialog-body");

function title(text) {
  sheet().querySelector("h3").textContent = text;
}

async function load(link) {
  title(link.dataset.title || link.textContent.trim());
  await window.htmx.ajax("GET", link.href, { target: body(), select: "[data-part]", swap: "innerHTML" });
  const form = body().querySelector("form");
  if (!form) { location.assign(link.href); return; }
  stay(form, link.href);
  open(sheet(), link);
}

/** The form answers inside the dialog: errors are shown there, success leaves by HX-Redirect. */
function stay(form, url) {
  form.setAttribute("hx-post", form.getAttribute("action") || url);
  form.setAttribute("hx-target", "#sheet .dialog-body");
  form.setAttribute("hx-select", "[data-part]");
  form.setAttribute("hx-swap", "innerHTML");
  if (form.enctype === "multipart/form-data") form.setAttribute("hx-encoding", "multipart/form-data");
  form.querySelector(".form-end [data-closes]")?.setAttribute("href", "#");
  window.htmx.process(form);
}

function again(event) {
  if (event.detail.target !== body()) return;
  const form = body().querySelector("form");
  if (form && !form.hasAttribute("hx-post")) stay(form, event.detail.pathInfo.requestPath);
  body().querySelector("[data-errors]")?.focus();
}

/** The reason for a look at personal data: the small form moves into the dialog and answers in its own place. */
function ask(event, summary) {
  const mask = summary.closest(".mask");
  const form = summary.parentElement.querySelector("form").cloneNode(true);
  event.preventDefault();
  mask.id ||= "mask-" + crypto.getRandomValues(new Uint32Array(1))[0];
  form.setAttribute("hx-target", "#" + mask.id);
  title(form.dataset.title);
  body().replaceChildren(form);
  window.htmx.process(form);
  form.addEventListener("htmx:afterRequest", (answer) => { if (answer.detail.successful) close(sheet()); });
  open(sheet(), summary);
}

function clicked(event) {
  if (!window.htmx || !sheet() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[data-sheet]");
  const summary = event.target.closest(".mask details > summary");
  if (link) { event.preventDefault(); load(link); }
  if (summary) ask(event, summary);
}

export function sheets() {
  document.addEventListener("click", clicked);
  document.addEventListener("htmx:afterSettle", again);
  sheet()?.addEventListener("close", () => { forget(); body().replaceChildren(); });
}
