// Keeps what is being typed on the server, a moment after the hand rests; files are sent with the form alone.
const REST = 1200;

export function keeping(form) {
  const told = form.querySelector("[data-kept]");
  let waiting = 0;
  let sent = false;

  async function keep() {
    waiting = 0;
    if (sent) return;
    const answers = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach((input) => answers.delete(input.name));
    try {
      const answer = await fetch(form.dataset.keeps, { method: "POST", body: new URLSearchParams(answers), keepalive: true });
      if (told) told.hidden = answer.status !== 204;
    } catch { /* no network: the form itself still holds what was typed */ }
  }

  form.addEventListener("input", () => {
    if (told) told.hidden = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, REST);
  });
  form.addEventListener("submit", () => { sent = true; clearTimeout(waiting); });
  addEventListener("pagehide", () => { if (waiting) { clearTimeout(waiting); keep(); } });
}
