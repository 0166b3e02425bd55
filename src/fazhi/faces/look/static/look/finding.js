// Finding: results come while one types; the arrows walk them, Escape puts them away.
const box = () => document.getElementById("find");
const list = () => document.getElementById("found");

function walk(step) {
  const links = [box(), ...list().querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
}

function pressed(event) {
  if (!list()?.childElementCount || !event.target.closest(".find, #found")) return;
  if (event.key === "Escape") { list().replaceChildren(); box().focus(); }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); walk(event.key === "ArrowDown" ? 1 : -1); }
}

export function finding() {
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => { if (!event.target.closest(".find, #found")) list()?.replaceChildren(); });
}
