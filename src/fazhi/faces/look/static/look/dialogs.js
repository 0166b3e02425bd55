// <dialog>: opened by data-opens, closed by data-closes, by Escape and by a click beside it.
export function open(dialog, opener) {
  if (dialog.open) return;
  dialog.opener = opener || document.activeElement;
  dialog.showModal();
  dialog.querySelector("[autofocus], input:not([type=hidden]), select, textarea, button.primary")?.focus();
}

export function close(dialog) {
  dialog.close();
  dialog.opener?.focus?.();
}

function clicked(event) {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog) { event.preventDefault(); open(dialog, opener); }
    return;
  }
  const inside = event.target.closest("dialog[open]");
  if (inside && (event.target.closest("[data-closes]") || event.target === inside)) {
    event.preventDefault();
    close(inside);
  }
}

export function dialogs() {
  document.addEventListener("click", clicked);
}
