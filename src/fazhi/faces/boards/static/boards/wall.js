// The wall asks for fresh figures every five minutes; a key or a click puts it off, for whoever is reading.
const PAUSE = 5 * 60 * 1000;
let waiting;

function wait() {
  clearTimeout(waiting);
  waiting = setTimeout(() => location.reload(), PAUSE);
}

for (const touched of ["keydown", "pointerdown", "focusin"]) document.addEventListener(touched, wait);
wait();
