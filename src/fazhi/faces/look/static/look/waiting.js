// Without a network: what was filled in waits on this device, for this person alone, and is sent when somebody says so.
import { forget as unwatch } from "./forms.js";
import { hand, owner } from "./drafts.js";
import * as photos from "./photos.js";
import { say } from "./toasts.js";
import { said, tongue } from "./words.js";

const PREFIX = "look.waiting:";
const DAYS = 7;

const shelf = () => { try { return localStorage; } catch { return null; /* private windows keep nothing */ } };

function all() {
  const kept = shelf();
  if (!kept) return [];
  return Object.keys(kept).filter((key) => key.startsWith(PREFIX)).map((key) => ({ key, ...JSON.parse(kept.getItem(key)) }))
    .filter((one) => Date.now() - Date.parse(one.at) < DAYS * 864e5 || drop(one))
    .filter((one) => one.owner === owner()).sort((a, b) => a.at.localeCompare(b.at));
}

function drop(one) {
  shelf().removeItem(one.key);
  if (one.photos) photos.drop(one.key);
}

/** Photos wait with their form; other files and what is sensitive are not kept on a device. */
function hinders(form) {
  const fields = [...form.elements];
  if (fields.some((one) => ("undrafted" in one.dataset || one.type === "password") && one.value)) return said("没有网络；证件号、电话等敏感信息不能记在设备上，请恢复网络后再提交");
  return "";
}

async function waits(event) {
  const form = event.target;
  if (navigator.onLine || !form.matches?.("form[data-watch]") || !owner() || !shelf()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const why = hinders(form);
  if (why) { say(why, "error"); return; }
  const entries = [...new FormData(form, event.submitter)];
  const values = entries.filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  const files = entries.filter(([, value]) => value instanceof File && value.size);
  const path = new URL(form.getAttribute("hx-post") || form.getAttribute("action") || location.href, location.href);
  const title = `${document.querySelector("h1")?.textContent.trim() || ""}`;
  const about = document.querySelector("aside h2, .rail h2, [data-part=side] h2")?.textContent.trim() || "";
  const key = PREFIX + (values.find(([name]) => name === "key")?.[1] || Date.now());
  const one = { owner: owner(), path: path.pathname + path.search, title, about, at: new Date().toISOString(), photos: files.length, values };
  const refused = files.length ? await photos.keep(key, files) : "";
  if (refused) { say(refused, "error"); return; }
  try { shelf().setItem(key, JSON.stringify(one)); } catch { photos.drop(key); say(said("这台设备存不下了；请先送出或者删除还没有送出的"), "error"); return; }
  unwatch();
  show();
  say(said("没有网络，已经记在这台设备上；恢复以后送出"));
}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

/** What is sent: with photos as a form with files, else as plain values. */
async function bodyOf(one) {
  const values = [...one.values, ["csrfmiddlewaretoken", token()], ["filled_at", one.at]];
  if (!one.photos) return new URLSearchParams(values);
  const body = new FormData();
  for (const [name, value] of values) body.append(name, value);
  const kept = await photos.of(one.key);
  if (kept.length < one.photos) return null;
  for (const [name, file] of kept) body.append(name, file, file.name);
  return body;
}

async function send(one) {
  const body = await bodyOf(one);
  if (!body) { say(said("照片已经不在这台设备上；请“打开”以后重新选照片再提交"), "error"); return; }
  let answer;
  try { answer = await fetch(one.path, { method: "POST", body }); } catch { say(said("还没有网络，没有送出"), "error"); return; }
  if (answer.redirected && !new URL(answer.url).pathname.startsWith("/login")) {
    drop(one);
    say(said("已经送出：{}", one.title));
    show();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const errors = [...page.querySelectorAll("[data-errors] li, [data-errors] p")].map((each) => each.textContent.trim());
  say(said("没有送出：{}", errors.join("；") || said("请重新登录后再送")), "error");
}

/** Opened again as a draft, to be mended and sent by hand. */
async function open(one) {
  hand(one.path, one.values);
  if (one.photos) await photos.move(one.key, one.path);
  shelf().removeItem(one.key);
  location.assign(one.path);
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn small";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function line(one) {
  const made = document.createElement("p");
  made.className = "cluster";
  const when = new Date(one.at).toLocaleString(tongue, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  const told = one.about ? said("{}（{}）", one.title, one.about) : one.title;
  made.append(`${when} ${one.photos ? said("{}，照片 {} 张", told, one.photos) : told}`);
  if (navigator.onLine) made.append(button(said("送出"), () => send(one)), button(said("打开"), () => open(one)));
  made.append(button(said("删除"), () => { drop(one); show(); }));
  return made;
}

function show() {
  document.getElementById("waiting")?.remove();
  const waiting = all();
  const main = document.querySelector("main");
  if (!waiting.length || !main) return;
  const box = document.createElement("section");
  box.id = "waiting";
  box.className = "sheet";
  const inside = document.createElement("div");
  inside.className = "pad stack snug";
  box.append(inside);
  const head = document.createElement("b");
  head.textContent = said("有 {} 件记在这台设备上，还没有送出", waiting.length);
  inside.append(head, ...waiting.map(line));
  main.prepend(box);
}

export function waiting() {
  document.addEventListener("submit", waits, true);
  addEventListener("online", show);
  addEventListener("offline", show);
  photos.restore();
  show();
}
