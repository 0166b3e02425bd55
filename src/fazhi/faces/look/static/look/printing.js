// Printing: a button marked data-print sends the page to the printer; paper.css says how it looks there.
export function printing() {
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
}
