// The user's wishes for theme, density and size; a plain script in <head>, so that the page is never painted twice.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  const saved = (name) => { try { return localStorage.getItem("look." + name); } catch { return null; } };
  const theme = saved("theme");
  if (theme) root.dataset.theme = theme;
  if (saved("density")) root.dataset.density = "compact";
  if (saved("large")) root.dataset.large = "";
})();
