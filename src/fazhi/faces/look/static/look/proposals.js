// 系统建议: asked a moment after the hand rests, drawn by the server, put where the page keeps room for it. The button beside it does the same without a script.
const REST = 900;
const LEAST = 4;
const SHOWN = [200, 429];
const waiting = new WeakMap();

const watched = (place) => [place.dataset.of, ...(place.dataset.also || "").split(" ").filter(Boolean)];
const value = (form, name) => (form.elements[name]?.value || "").trim();

// A word that was written, of the question or of who asks it; a choice alone says nothing.
const isSaid = (form, name) => form.elements[name]?.tagName !== "SELECT" && value(form, name).length >= LEAST;

function typed(event) {
  const { form, name } = event.target;
  const place = form && [...document.querySelectorAll("[data-proposes]")].find((one) => watched(one).includes(name));
  if (!place) return;
  clearTimeout(waiting.get(place));
  waiting.set(place, setTimeout(ask, REST, place, form));
}

async function ask(place, form) {
  const words = watched(place).map((name) => value(form, name)).join("\n");
  if (!watched(place).some((name) => isSaid(form, name)) || words === place.dataset.asked) return;
  place.dataset.asked = words;
  const sent = new FormData(form);
  form.querySelectorAll("input[type=file]").forEach((file) => sent.delete(file.name));
  try {
    const answer = await fetch(place.dataset.proposes, { method: "POST", body: new URLSearchParams(sent), headers: { "X-Part": "1" } });
    // Whoever went on writing is shown what fits the later words.
    if (SHOWN.includes(answer.status) && place.dataset.asked === words) place.innerHTML = await answer.text();
  } catch { /* no network: nothing is proposed */ }
}

export function proposals() {
  document.addEventListener("input", typed);
}
