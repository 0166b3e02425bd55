// Photos that wait with their form on this device, until it is sent, opened again or dropped; nothing else is kept here.
import { said } from "./words.js";

const NAME = "look.photos", MB = 1024 * 1024, MOST = 20, LARGEST = 60;

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function act(mode, does) {
  const store = await opened();
  try {
    return await new Promise((done, failed) => {
      const whole = store.transaction("kept", mode);
      const asked = does(whole.objectStore("kept"));
      whole.oncomplete = () => done(asked.result);
      whole.onerror = whole.onabort = () => failed(whole.error);
    });
  } finally { store.close(); }
}

const sizeOf = (files) => files.reduce((sum, [, file]) => sum + file.size, 0);

function hinders(files, kept) {
  const other = files.find(([, file]) => !file.type.startsWith("image/"));
  if (other) return said("没有网络，只有照片能记在设备上；请先去掉“{}”，恢复以后再传", other[1].name);
  if (files.length > MOST) return said("没有网络，一次最多记 {} 张照片，现在有 {} 张", MOST, files.length);
  const total = (kept + sizeOf(files)) / MB;
  return total > LARGEST ? said("没有网络，设备上的照片合计最多 {} MB，加上这些有 {} MB；请减少几张，或者先送出已经记下的", LARGEST, Math.ceil(total)) : "";
}

/** Keep the photos of a form; a sentence where that cannot be. */
export async function keep(key, files) {
  try {
    const all = await act("readonly", (store) => store.getAll());
    const why = hinders(files, all.reduce((sum, each) => sum + sizeOf(each), 0));
    if (!why) await act("readwrite", (store) => store.put(files, key));
    return why;
  } catch { return said("没有网络，照片在这台设备上存不下；请减少几张，或者恢复网络后再提交"); }
}

export async function of(key) { try { return (await act("readonly", (store) => store.get(key))) || []; } catch { return []; } }

export async function drop(key) { try { await act("readwrite", (store) => store.delete(key)); } catch { /* nothing was kept */ } }

/** The photos of what is opened again wait for the page of its form. */
export async function move(key, path) {
  const kept = await of(key);
  await act("readwrite", (store) => store.put(kept, `open:${new URL(path, location.href).pathname}`));
  await drop(key);
}

/** Put back into their fields what was opened again. */
export async function restore() {
  if (!self.indexedDB || !document.querySelector("form[data-watch] input[type=file]")) return;
  const key = `open:${location.pathname}`, kept = await of(key);
  for (const name of new Set(kept.map(([each]) => each))) {
    const field = document.querySelector(`form[data-watch] input[type=file][name="${CSS.escape(name)}"]`);
    if (!field) continue;
    const chosen = new DataTransfer();
    kept.filter(([each]) => each === name).forEach(([, file]) => chosen.items.add(file));
    field.files = chosen.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (kept.length) drop(key);
}
