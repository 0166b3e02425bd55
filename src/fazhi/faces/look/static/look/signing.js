// Signing by hand: what is drawn with a finger becomes a picture among the files that are about to be attached, its strokes and whose hand it was beside it.
import { said } from "./words.js";

function canvasOf(dialog) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.min(640, innerWidth - 64);
  canvas.height = 240;
  canvas.className = "signing";
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  const strokes = [];
  let began = 0;
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const note = (event) => strokes.at(-1).push([...at(event).map((n) => Math.round(n * 10) / 10), Math.round(event.timeStamp - began)]);
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    began ||= event.timeStamp;
    strokes.push([]);
    note(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (event.buttons && strokes.length) { pen.lineTo(...at(event)); pen.stroke(); note(event); } });
  dialog.strokes = strokes;
  return canvas;
}

function ask(form, whose) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const canvas = canvasOf(dialog);
  const row = document.createElement("div");
  row.className = "cluster";
  const add = (text, kind, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn ${kind}`;
    made.textContent = text;
    made.addEventListener("click", act);
    row.append(made);
  };
  const name = document.createElement("input");
  name.className = "input";
  name.maxLength = 60;
  name.required = true;
  name.placeholder = said("签名人姓名");
  name.setAttribute("aria-label", name.placeholder);
  add(said("签好了"), "primary", () => {
    if (!name.reportValidity() || !dialog.strokes.length) return;
    canvas.toBlob((blob) => { take(form, blob, whose, { signer: name.value, strokes: JSON.stringify(dialog.strokes) }); dialog.close(); }, "image/png");
  });
  add(said("取消"), "quiet", () => dialog.close());
  const box = document.createElement("div");
  box.className = "pad stack snug";
  box.append(whose, name, canvas, row);
  dialog.append(box);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function take(form, blob, whose, told) {
  const chosen = new DataTransfer();
  chosen.items.add(new File([blob], `${whose}.png`, { type: "image/png" }));
  form.elements.file.files = chosen.files;
  form.elements.kind.value = whose;
  for (const [key, value] of Object.entries(told)) {
    const held = document.createElement("input");
    Object.assign(held, { type: "hidden", name: key, value });
    form.append(held);
  }
  form.requestSubmit();
}

export function signing() {
  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-signs]");
    if (asked) ask(asked.closest("form"), asked.dataset.signs);
  });
}
