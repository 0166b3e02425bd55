// What makes an application easier to fill in: it keeps itself, and finds places. All of it works without.
import { places } from "./places.js";
import { keeping } from "./keeping.js";

document.querySelectorAll("form[data-keeps]").forEach(keeping);
document.querySelectorAll("[data-places]").forEach(places);
document.querySelector("[data-errors]")?.focus();
