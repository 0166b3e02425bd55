// 系统建议: asked a moment after the hand rests, drawn by the server, put where the page keeps room for it. The button beside it does the same without a script.
const REST = 900;
const LEAST = 4;
const SHOWN = [200, 429];
const waiting = new WeakMap();

function typed(event) {
  const place = event.target.form && [...document.querySelectorAll("[data-proposes]")].find((one) => one.dataset.of === event.target.name);
  if (!place) return;
  clearTimeout(waiting.get(place));
  waiting.set(place, setTimeout(ask, REST, place, event.target));
}

async function ask(place, input) {
  const words = input.value.trim();
  if (words.length < LEAST || words === place.dataset.asked) return;
  place.dataset.asked = words;
  const sent = new FormData(input.form);
  input.form.querySelectorAll("input[type=file]").forEach((file) => sent.delete(file.name));
  try {
    const answer = await fetch(place.dataset.proposes, { method: "POST", body: new URLSearchParams(sent), headers: { "X-Part": "1" } });
    // Whoever went on writing is shown what fits the later words.
    if (SHOWN.includes(answer.status) && place.dataset.asked === words) place.innerHTML = await answer.text();
  } catch { /* no network: nothing is proposed */ }
}

export function proposals() {
  document.addEventListener("input", typed);
}
