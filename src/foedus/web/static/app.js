// What every page does: light and dark, the palette, requests with the session's token, messages.
const meta = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? "";

export class Refusal extends Error {
  constructor(status, told, body) {
    super(told.text ?? told.what ?? String(told));
    this.status = status;
    this.body = body;
  }
}

export async function ask(address, { method = "GET", body, headers = {}, signal } = {}) {
  const sent = { "x-csrf-token": meta("csrf"), accept: "application/json", ...headers };
  if (body !== undefined) sent["content-type"] = "application/json";
  const answer = await fetch(address, {
    method, signal, headers: sent, body: body === undefined ? undefined : JSON.stringify(body),
  });
  const found = answer.headers.get("content-type")?.includes("json")
    ? await answer.json() : await answer.text();
  if (!answer.ok) throw new Refusal(answer.status, found.error ?? { text: String(found) }, found);
  return found;
}

export function say(text, wrong = false) {
  const said = document.getElementById("said");
  said.textContent = text;
  said.classList.toggle("wrong", wrong);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ""; }, wrong ? 12000 : 4000);
}

// Light and dark.
const dark = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
function turn() {
  const now = root.dataset.theme ?? (dark.matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* keeps nothing */ }
}
document.getElementById("theme").addEventListener("click", turn);

// The palette: every action by name, and its key.
const actions = [];
export function action(name, key, run, show = () => true) {
  actions.push({ name, key, run, show });
}
const palette = document.getElementById("palette");
const text = document.getElementById("palette-text");
const list = document.getElementById("palette-list");
let chosen = 0;
let offered = [];
function offer() {
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  offered = actions.filter((each) => each.show()
    && words.every((word) => each.name.toLowerCase().includes(word)));
  chosen = Math.max(0, Math.min(chosen, offered.length - 1));
  list.replaceChildren(...offered.map((each, at) => {
    const row = document.createElement("li");
    row.id = `command-${at}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(at === chosen));
    row.append(each.name);
    if (each.key) {
      const key = document.createElement("kbd");
      key.textContent = each.key;
      row.append(key);
    }
    row.addEventListener("click", () => run(at));
    return row;
  }));
  text.setAttribute("aria-activedescendant", offered.length ? `command-${chosen}` : "");
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
}
function run(at) {
  const each = offered[at];
  palette.close();
  each?.run();
}
export function open() {
  text.value = "";
  chosen = 0;
  palette.showModal();
  offer();
}
text.addEventListener("input", () => { chosen = 0; offer(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") chosen += 1;
  else if (event.key === "ArrowUp") chosen -= 1;
  else if (event.key === "Enter") { event.preventDefault(); run(chosen); return; } else return;
  event.preventDefault();
  chosen = (chosen + offered.length) % Math.max(offered.length, 1);
  offer();
});
document.getElementById("open-palette").addEventListener("click", open);

const typing = (target) => target.matches?.("input:not([type=range]):not([type=checkbox]), textarea, select");
let going = 0;
document.addEventListener("keydown", (event) => {
  const held = event.ctrlKey || event.metaKey;
  if (held && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (palette.open) palette.close(); else open();
    return;
  }
  if (palette.open || held || event.altKey || typing(event.target)) return;
  if (event.key === "?") { event.preventDefault(); open(); return; }
  if (going && Date.now() - going < 1200) {
    going = 0;
    if (event.key === "j") { location.assign("/work"); return; }
    const link = document.querySelector(`.bar [data-key="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  if (event.key === "g") { going = Date.now(); return; }
  const found = actions.find((each) => each.key === event.key && each.show());
  if (found) { event.preventDefault(); found.run(); }
});

action("All scenarios", "", () => { location.assign("/"); });
action("Work in hand", "g j", () => { location.assign("/work"); });
action("Light or dark", "", turn);
for (const link of document.querySelectorAll(".bar nav a")) {
  action(`Go to ${link.textContent}`, `g ${link.dataset.key}`, () => link.click());
}

// The list of scenarios.
async function begun(name, made) {
  try {
    await made();
    location.assign(`/board/${encodeURIComponent(name)}`);
  } catch (error) { say(error.message, true); }
}
for (const button of document.querySelectorAll("[data-duplicate]")) {
  button.addEventListener("click", () => {
    const name = prompt("Name of the copy: lower-case letters, digits and hyphens",
      `${button.dataset.duplicate}-mine`);
    if (name) {
      begun(name, () => ask(`/api/scenarios/${encodeURIComponent(name)}`,
        { method: "POST", body: { of: button.dataset.duplicate } }));
    }
  });
}
document.getElementById("bring-file")?.addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const name = file.name.replace(/\.(ya?ml|json)$/i, "").toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
  const content = await file.text();
  event.target.value = "";
  begun(name, () => ask(`/api/scenarios/${encodeURIComponent(name)}`,
    { method: "PUT", body: { text: content, why: `from ${file.name}` }, headers: { "if-match": '""' } }));
});
