// Forms: sent once, changes not lost in silence, errors met first.
let changed = false;

function send(event) {
  const form = event.target;
  // A button that opens a page of its own leaves the form as it stands.
  if (!form.matches("[data-once]") || event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  changed = false;
  // After this tick, so that the clicked button's own name and value are still sent.
  setTimeout(() => busy(form, true));
}

/** htmx takes the submit event for itself; its own event tells that a form is on its way. */
function sendByHtmx(event) {
  const form = event.target.closest?.("form[data-once]");
  if (!form) return;
  changed = false;
  form.dataset.sent = "1";
  busy(form, true);
}

function busy(form, on) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.disabled = on;
    on ? button.setAttribute("aria-busy", "true") : button.removeAttribute("aria-busy");
  }
  if (!on) delete form.dataset.sent;
}

function warn(event) {
  if (changed) { event.preventDefault(); event.returnValue = ""; }
}

export function forms() {
  document.addEventListener("submit", send);
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-watch]")) changed = true; });
  addEventListener("beforeunload", warn);
  // A page taken back from the history must be able to send again.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => busy(form, false)));
  document.addEventListener("htmx:beforeSend", sendByHtmx);
  document.addEventListener("htmx:afterRequest", (event) => { const form = event.target.closest?.("form[data-sent]"); if (form) busy(form, false); });
  document.querySelector("[data-part] [data-errors], .login [data-errors]")?.focus();
}

export function forget() { changed = false; }
