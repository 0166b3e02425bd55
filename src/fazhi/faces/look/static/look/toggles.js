// Theme, density and large text: kept on <html> and in localStorage.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

const wishes = {
  theme: {
    on: () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark",
    set: (on) => { root.dataset.theme = on ? "dark" : "light"; return root.dataset.theme; },
  },
  density: {
    on: () => root.dataset.density === "compact",
    set: (on) => { on ? (root.dataset.density = "compact") : delete root.dataset.density; return on ? "compact" : null; },
  },
  large: {
    on: () => "large" in root.dataset,
    set: (on) => { on ? (root.dataset.large = "") : delete root.dataset.large; return on ? "1" : null; },
  },
};

function keep(name, value) {
  try {
    value === null ? localStorage.removeItem("look." + name) : localStorage.setItem("look." + name, value);
  } catch { /* private windows keep nothing */ }
}

function show() {
  for (const button of document.querySelectorAll("[data-wish]")) {
    button.setAttribute("aria-pressed", String(wishes[button.dataset.wish].on()));
  }
}

export function toggles() {
  show();
  dark.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-wish]");
    if (!button) return;
    const wish = wishes[button.dataset.wish];
    keep(button.dataset.wish, wish.set(!wish.on()));
    show();
  });
}
