// The board: controls to an address, an address to an answer, an answer to the page.
import { action, ask, keep, say } from "./app.js";
import { draw, fill as paint } from "./charts.js";
import { inherited, named, placed, query, swap, tell } from "./controls.js";
import { bare, carry, changes, ofView, steps } from "./steps.js";

const kept = JSON.parse(document.getElementById("board-data").textContent);
const here = `/board/${encodeURIComponent(kept.name)}`;
const $ = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const past = steps(kept.name);
const saved = kept.saved.join(",");

// Answers. ---------------------------------------------------------------------------------------
let { told } = kept;
function fill(answer) {
  told = answer;
  $("bottom-line").replaceChildren(...answer.bottom_line.flatMap((text) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return [paragraph, "\n"];
  }));
  if (answer.controls) swap(answer.controls);
  for (const [name, column] of Object.entries(answer.columns)) {
    for (const cell of all(`.matrix [data-column="${CSS.escape(name)}"] [data-of]`)) {
      const text = column[cell.dataset.of];
      cell.textContent = text && cell.dataset.with ? cell.dataset.with + text : text;
    }
  }
  for (const output of all("output[data-text]")) {
    const each = answer.sliders[output.dataset.text];
    output.textContent = output.dataset.text === "years" ? answer.years : each.text;
    if (answer.controls) output.parentElement.querySelector("input").value = output.dataset.text === "years" ? answer.ahead : each.now;
  }
  for (const each of all("[data-years]")) each.textContent = answer.years;
  const unsaved = $("unsaved");
  unsaved.replaceChildren(...answer.unsaved.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  $("nothing").hidden = answer.unsaved.length > 0;
  $("beyond").replaceChildren(...answer.beyond.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  return paint(answer);
}

let asked = location.search.slice(1);
let running = false;
let waiting = null;
// While the hand moves, war alone is told; when it rests, all, with the controls where they change.
async function follow(text, how = {}) {
  waiting = { text, ...how, controls: how.controls || waiting?.controls };
  if (running) return;
  running = true;
  let refused = null;
  while (waiting) {
    const now = waiting;
    waiting = null;
    try {
      await fill(await ask(`/api${here}/live?${now.text}${now.hurry ? "&hurry=1" : ""}${now.controls ? "&controls=1" : ""}`));
      document.documentElement.dataset.shown = now.text;
      wrong(refused);
      refused = null;
    } catch (error) {
      wrong(error);
      if (now.before === undefined || now.text !== asked) continue;
      refused = error; // a step that cannot be: the board stays as it was
      past.refused();
      asked = now.before;
      history.replaceState(null, "", address(asked));
      buttons();
      explain();
      waiting = { text: asked, controls: true };
    }
  }
  running = false;
}
function wrong(error) {
  $("state").textContent = error ? error.message : "";
  $("state").classList.toggle("wrong", Boolean(error));
}
let late = 0;
function explain() {
  clearTimeout(late);
  late = setTimeout(async () => {
    const text = asked;
    const place = $("difference");
    place.setAttribute("aria-busy", "true");
    try {
      const found = await ask(`/api${here}/difference?${text}`);
      if (text === asked) place.innerHTML = found.html; // escaped where it was made
    } catch (error) { if (text === asked) place.textContent = error.message; }
    place.removeAttribute("aria-busy");
  }, 250);
}

// Steps. -----------------------------------------------------------------------------------------
function buttons() {
  carry(asked);
  $("undo").disabled = !past.past;
  $("redo").disabled = !past.future;
  $("reset").disabled = ![...new URLSearchParams(asked)].some(([key]) => !ofView(key));
}
const address = (text) => `${location.pathname}${text ? `?${text}` : ""}`;
function moved(control) {
  if (control.type === "range") tell(control);
  const text = query({ saved });
  history.replaceState(null, "", address(text));
  follow(text, { hurry: true });
}
function step(text, controls = false) {
  if (text === asked) return;
  past.done(asked);
  go(text, true, { controls, before: asked });
}
function go(text, push, how) {
  const before = asked;
  asked = text;
  if (push) {
    history.replaceState(null, "", address(before));
    history.pushState(null, "", address(text));
  }
  buttons();
  follow(text, how);
  explain();
}
const undo = () => { const text = past.undo(asked); if (text !== null) go(text, true, { controls: true }); };
const redo = () => { const text = past.redo(asked); if (text !== null) go(text, true, { controls: true }); };
const plain = () => bare(new URLSearchParams([...new URLSearchParams(asked)].filter(([key]) => ofView(key))));
const reset = () => step(plain(), true);
addEventListener("popstate", () => go(location.search.slice(1), false, { controls: true }));

// What is structure changes the controls themselves.
const simple = (control) => control.matches("[data-edit]") && !control.closest(".clause");
const hand = document.querySelector(".hand");
hand.addEventListener("input", (event) => {
  if (event.target.matches("[data-edit]:not(.clause *)")) moved(event.target);
});
hand.addEventListener("change", (event) => {
  const control = event.target;
  const { add } = control.dataset;
  if (add && !control.value.trim()) return;
  step(query({ saved, more: add ? { [add]: [control.value.trim()] } : {} }), !simple(control));
});

// Designs: renamed, copied, moved, taken away, begun. -------------------------------------------------
const heads = { rename, copy,
  left: (name) => step(query({ saved, designs: placed({ name, by: -1 }) }), true),
  right: (name) => step(query({ saved, designs: placed({ name, by: 1 }) }), true),
  remove: (name) => step(query({ saved, designs: placed({ name, without: true }) }), true) };
const head = (name) => document.querySelector(`.matrix th[data-column="${CSS.escape(name)}"]`);
const title = (name) => head(name).querySelector(".menu > summary").textContent;
function rename(name) {
  const field = $("renamed");
  field.value = head(name).querySelector("input[type=hidden]").value || title(name);
  $("rename").dataset.design = name;
  $("rename").showModal();
  field.select();
}
$("rename").querySelector("form").addEventListener("submit", () => {
  const name = $("rename").dataset.design;
  step(query({ saved, put: { [`${name}.title`]: $("renamed").value.trim() } }), true);
});
function copy(name) {
  const to = named(`${name}-copy`);
  const [, origin = name] = head(name).dataset.place.split(":");
  const words = `Copy of ${title(name)}`;
  step(query({ saved, designs: placed({ name, beside: `${to}:${origin}` }),
    put: { ...inherited(asked, name, to), [`${to}.title`]: words } }), true);
}
hand.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) heads[button.dataset.do](button.closest("[data-column]").dataset.column);
  for (const menu of all(".menu[open]")) if (!menu.contains(event.target) || button) menu.open = false;
});
hand.addEventListener("keydown", (event) => {
  const menu = event.target.closest(".menu[open]");
  if (menu && event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
});
const begin = $("begin");
const opened = () => { begin.querySelector("form").reset(); begin.dataset.kind = "library"; begin.showModal(); };
begin.addEventListener("change", (event) => { if (event.target.name === "kind") begin.dataset.kind = event.target.value; });
begin.querySelector("form").addEventListener("submit", () => {
  const form = Object.fromEntries(new FormData(begin.querySelector("form")));
  const origin = form.kind === "library" ? form.instrument : form.kind === "copy" ? form.design : "";
  if (form.kind === "copy" && !form.title.trim()) { copy(form.design); return; }
  const known = [...all("#new-library option")].find((each) => each.value === origin)?.textContent ?? "";
  const words = form.title.trim() || known.replace(/, \d{4}$/, "") || "A new design";
  const name = named(form.title.trim() || origin || words);
  const put = form.kind === "copy" ? inherited(asked, origin, name) : {};
  const [, first = origin] = form.kind === "copy" ? head(origin).dataset.place.split(":") : ["", origin];
  put[`${name}.title`] = words;
  if (form.kind === "blank") {
    put[`${name}.guarantors`] = form.guarantors.trim();
    put[`${name}.clauses`] = form.promise;
  }
  step(query({ saved, designs: placed({ name: "", beside: `${name}:${first}` }), put }), true);
  document.querySelector(".hand .scroll").scrollLeft = 1e6;
});

$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("reset").addEventListener("click", reset);
$("add-design").addEventListener("click", opened);
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const text = event.target.matches?.("input:not([type=range]):not([type=checkbox]), textarea");
  if (key === "s" && $("save")) { event.preventDefault(); save(); }
  if (text) return;
  if (key === "z") { event.preventDefault(); if (event.shiftKey) redo(); else undo(); }
  if (key === "y") { event.preventDefault(); redo(); }
});

// Saving. ----------------------------------------------------------------------------------------
const save = () => keep({ at: `/api${here}?${asked}`, name: kept.name, own: kept.own, tag: kept.tag, query: asked,
  done: (made) => { past.clear(); location.assign(`/board/${encodeURIComponent(made.name)}`); } });
$("save")?.addEventListener("click", save);
async function link() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link shows this view to the digit");
  } catch { say(location.href); }
}
$("copy").addEventListener("click", link);
$("protege")?.addEventListener("change", (event) => {
  const made = new URLSearchParams(asked);
  made.set("protege", event.target.value);
  location.assign(address(bare(made)));
});

action("Undo", "Ctrl Z", undo, () => past.past);
action("Redo", "Ctrl Shift Z", redo, () => past.future);
action("Reset to what was saved", "r", reset);
if ($("save")) action("Save", "Ctrl S", save);
action("Copy the link to this view", "c", link);
action("Add a design", "d", opened);
for (const each of document.querySelectorAll("dialog [data-close]")) each.addEventListener("click", () => each.closest("dialog").close());
for (const [run, word] of [["rename", "Rename"], ["copy", "Copy"], ["left", "Move left"], ["right", "Move right"], ["remove", "Remove"]]) {
  action(() => all(`.matrix th [data-do=${run}]`).map((each) => {
    const name = each.closest("[data-column]").dataset.column;
    return { name: `${word}: ${title(name)}`, run: () => heads[run](name) };
  }));
}
action(() => all(".hand [data-edit][aria-label], .inputs [data-edit], .hand [data-add]").map((control) => ({
  name: `Change: ${control.getAttribute("aria-label") ?? control.closest("label").firstChild.textContent.trim()}`,
  run: () => {
    for (let each = control.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    control.scrollIntoView({ block: "center" });
    control.focus();
  } })));

if (![...new URLSearchParams(asked)].some(([key]) => ofView(key)) && kept.told.query.startsWith("version=")) {
  asked = bare(new URLSearchParams([["version", new URLSearchParams(kept.told.query).get("version")], ...new URLSearchParams(asked)]));
  history.replaceState(null, "", address(asked));
}
buttons();
if (changes(asked)) explain();
draw(kept.documents, () => told);
