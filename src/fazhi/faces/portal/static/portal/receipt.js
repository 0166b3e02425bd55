// The receipt, copied in words or printed.
document.querySelector("[data-prints]")?.addEventListener("click", () => print());
document.querySelector("[data-copies]")?.addEventListener("click", async (event) => {
  const said = (id) => document.getElementById(id).textContent.trim();
  const [receipt, code] = event.currentTarget.dataset.copies.split(" ").map(said);
  const words = `回执号 ${receipt}，查询码 ${code}`;
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
