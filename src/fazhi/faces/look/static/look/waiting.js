// Without a network: what was filled in waits on this device, for this person alone, and is sent when somebody says so.
import { forget as unwatch } from "./forms.js";
import { hand, owner } from "./drafts.js";
import { say } from "./toasts.js";

const PREFIX = "look.waiting:";
const DAYS = 7;

const shelf = () => { try { return localStorage; } catch { return null; /* private windows keep nothing */ } };

function all() {
  const kept = shelf();
  if (!kept) return [];
  return Object.keys(kept).filter((key) => key.startsWith(PREFIX)).map((key) => ({ key, ...JSON.parse(kept.getItem(key)) }))
    .filter((one) => Date.now() - Date.parse(one.at) < DAYS * 864e5 || kept.removeItem(one.key))
    .filter((one) => one.owner === owner()).sort((a, b) => a.at.localeCompare(b.at));
}

/** Files and what is sensitive are not kept on a device; they wait for the network in the form itself. */
function hinders(form) {
  const fields = [...form.elements];
  if (fields.some((one) => one.type === "file" && one.files.length)) return "没有网络，附件不能记在设备上；请先去掉附件，恢复以后再传";
  if (fields.some((one) => ("undrafted" in one.dataset || one.type === "password") && one.value)) return "没有网络；证件号、电话等敏感信息不能记在设备上，请恢复网络后再提交";
  return "";
}

function waits(event) {
  const form = event.target;
  if (navigator.onLine || !form.matches?.("form[data-watch]") || !owner() || !shelf()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const why = hinders(form);
  if (why) { say(why, "error"); return; }
  const values = [...new FormData(form, event.submitter)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  const path = new URL(form.getAttribute("hx-post") || form.getAttribute("action") || location.href, location.href);
  const title = `${document.querySelector("h1")?.textContent.trim() || ""}`;
  const about = document.querySelector("aside h2, .rail h2, [data-part=side] h2")?.textContent.trim() || "";
  const key = PREFIX + (values.find(([name]) => name === "key")?.[1] || Date.now());
  shelf().setItem(key, JSON.stringify({ owner: owner(), path: path.pathname + path.search, title, about, at: new Date().toISOString(), values }));
  unwatch();
  show();
  say("没有网络，已经记在这台设备上；恢复以后送出");
}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

async function send(one) {
  const body = new URLSearchParams([...one.values, ["csrfmiddlewaretoken", token()], ["filled_at", one.at]]);
  let answer;
  try { answer = await fetch(one.path, { method: "POST", body }); } catch { say("还没有网络，没有送出", "error"); return; }
  if (answer.redirected && !new URL(answer.url).pathname.startsWith("/login")) {
    shelf().removeItem(one.key);
    say(`已经送出：${one.title}`);
    show();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const errors = [...page.querySelectorAll("[data-errors] li, [data-errors] p")].map((each) => each.textContent.trim());
  say(`没有送出：${errors.join("；") || "请重新登录后再送"}`, "error");
}

/** Opened again as a draft, to be mended and sent by hand. */
function open(one) {
  hand(one.path, one.values);
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
  const when = new Date(one.at).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  made.append(`${when} ${one.title}${one.about ? `（${one.about}）` : ""}`);
  if (navigator.onLine) made.append(button("送出", () => send(one)), button("打开", () => open(one)));
  made.append(button("删除", () => { shelf().removeItem(one.key); show(); }));
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
  head.textContent = `有 ${waiting.length} 件记在这台设备上，还没有送出`;
  inside.append(head, ...waiting.map(line));
  main.prepend(box);
}

export function waiting() {
  document.addEventListener("submit", waits, true);
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
