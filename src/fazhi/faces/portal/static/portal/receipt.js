// The receipt, copied in words or printed.
import { said } from "../look/words.js";

document.querySelector("[data-prints]")?.addEventListener("click", () => print());
document.querySelector("[data-copies]")?.addEventListener("click", async (event) => {
  const text = (id) => document.getElementById(id).textContent.trim();
  const [receipt, code] = event.currentTarget.dataset.copies.split(" ").map(text);
  const words = said("回执号 {}，查询码 {}", receipt, code);
  try { await navigator.clipboard.writeText(words); } catch { return select(); }
  document.querySelector("[data-copied]").hidden = false;
});

/** Where the browser forbids writing to the clipboard, the numbers are at least marked. */
function select() {
  const range = document.createRange();
  range.setStart(document.getElementById("receipt"), 0);
  range.setEndAfter(document.getElementById("code"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
