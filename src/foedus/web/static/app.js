// What every page does: light and dark, the palette, requests with the session's token, messages.
const meta = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? "";

export class Refusal extends Error {
  constructor(status, told) {
    super(told.text ?? told.what ?? String(told));
    this.status = status;
    this.told = told;
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
  if (!answer.ok) throw new Refusal(answer.status, found.error ?? { text: String(found) });
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

// The palette: every action by name, and its key; or a function that lists those of the moment.
const sources = [];
export function action(name, key, run, show = () => true) {
  sources.push(typeof name === "function" ? name : () => (show() ? [{ name, key, run }] : []));
}
const actions = () => sources.flatMap((each) => each());
const palette = document.getElementById("palette");
const text = document.getElementById("palette-text");
const list = document.getElementById("palette-list");
let chosen = 0;
let offered = [];
function offer() {
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  offered = actions().filter((each) => words.every((word) => each.name.toLowerCase().includes(word)));
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
  if (document.querySelector("dialog[open]")) return;
  const found = actions().find((each) => each.key === event.key);
  if (found) { event.preventDefault(); found.run(); }
});

document.querySelector(".bar nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

action("All scenarios", "", () => { location.assign("/"); });
action("Work in hand", "g j", () => { location.assign("/work"); });
action("Light or dark", "", turn);
for (const link of document.querySelectorAll(".bar nav a")) {
  action(`Go to ${link.textContent}`, `g ${link.dataset.key}`, () => link.click());
}

// Saving: why, and under which name where the scenario ships or another is wanted. A name that is
// taken is said beside its field, with one that is free; where another version was saved meanwhile,
// both changes are set beside each other first.
const dialog = document.getElementById("keep");
export function keep({ at, name, own, tag, query = "", body = {}, met, done }) {
  const form = dialog.querySelector("form");
  const field = form.elements.name;
  const said = dialog.querySelector("[data-wrong]");
  form.reset();
  field.value = own ? name : `${name}-mine`;
  said.textContent = "";
  dialog.querySelector("[data-ships]").hidden = own;
  form.onsubmit = async (event) => {
    event.preventDefault();
    const to = field.value.trim();
    const headers = to === name && own ? { "if-match": `"${tag}"` } : {};
    try {
      const made = await ask(at, { method: "POST", body: { ...body, why: form.elements.why.value, name: to }, headers });
      dialog.close();
      say(`Saved as version ${made.number} of ${made.name}`);
      done(made);
    } catch (error) {
      if (error.status === 412) {
        dialog.close();
        if (met) met(error);
        else location.assign(`/meeting/${encodeURIComponent(name)}?${query}`);
        return;
      }
      said.textContent = error.message;
      if (error.status === 409 && error.told.free) field.value = error.told.free;
      field.focus();
    }
  };
  dialog.showModal();
  (own ? form.elements.why : field).select();
}
dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());
const unsaved = document.querySelector("[data-keep]");
unsaved?.addEventListener("click", () => {
  const { name, own, tag, query } = unsaved.dataset;
  keep({ at: `/api/board/${encodeURIComponent(name)}?${query}`, name, own: Boolean(own), tag, query,
    done: (made) => location.assign(location.pathname.replace(/[^/]+$/, encodeURIComponent(made.name))) });
});
