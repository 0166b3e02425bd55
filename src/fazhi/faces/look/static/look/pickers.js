// Pickers: a text input asks the server for suggestions while one types; without script the name is typed in full.
const WAIT = 180;
let timer;

function listOf(box) {
  if (!box.list) {
    const list = document.createElement("datalist");
    list.id = "picks-" + crypto.getRandomValues(new Uint32Array(1))[0];
    box.after(list);
    box.setAttribute("list", list.id);
  }
  return box.list;
}

async function suggest(box) {
  const url = new URL(box.dataset.picker, location.href);
  url.searchParams.set("q", box.value);
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { found } = await answer.json();
  listOf(box).replaceChildren(...found.map((text) => { const option = document.createElement("option"); option.value = text; return option; }));
}

function typed(event) {
  const box = event.target.closest?.("[data-picker]");
  if (!box || (event.type === "focusin" && (box.list || box.value))) return;
  clearTimeout(timer);
  timer = setTimeout(suggest, WAIT, box);
}

export function pickers() {
  document.addEventListener("input", typed);
  document.addEventListener("focusin", typed);
}
