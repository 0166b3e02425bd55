// A place found by typing a part of its name, or by opening one level after the other; by hand, by keys, by ear.
import { said } from "../look/words.js";

const REST = 180;
let lists = 0;

export function places(root) {
  const input = root.querySelector("input");
  const list = document.createElement("ul");
  list.id = `places-${++lists}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", said("可以选的地方"));
  list.hidden = true;
  root.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);

  let waiting = 0;
  let asked = 0;

  async function ask(query) {
    const mine = ++asked;
    try {
      const answer = await fetch(`/places/?${new URLSearchParams(query)}`);
      const found = (await answer.json()).places;
      if (mine === asked) show(found);
    } catch { close(); }
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    list.scrollTop = 0;
  }

  function option(place, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = place.is_last ? place.words : `${place.words} ›`;
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(place); });
    item.place = place;
    return item;
  }

  function pick(place) {
    input.value = place.words;
    input.dispatchEvent(new CustomEvent("change", { bubbles: true }));
    input.form?.dispatchEvent(new CustomEvent("input", { bubbles: true }));
    place.is_last ? close() : ask({ under: place.code });
  }

  function close() {
    asked++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    const items = [...list.children];
    const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    const next = items[(now + step + items.length) % items.length];
    items.forEach((item) => item.setAttribute("aria-selected", String(item === next)));
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  const begin = () => ask(input.value.trim() ? { q: input.value } : { under: "" });
  input.addEventListener("focus", () => { if (!input.value.trim()) begin(); });
  // Whoever was quicker than this script stands in the field already.
  if (document.activeElement === input && !input.value.trim()) begin();
  input.addEventListener("blur", close);
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(begin, REST); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      return list.hidden ? begin() : move(event.key === "ArrowDown" ? 1 : -1);
    }
    const chosen = list.querySelector("[aria-selected=true]");
    if (event.key === "Enter" && chosen && !list.hidden) { event.preventDefault(); pick(chosen.place); }
  });
}
