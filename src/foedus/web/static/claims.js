// The claims: every change a step of the address, and what it moves beside it.
import { action, ask, keep, say } from "./app.js";
import { drafts } from "./drafts.js";
import { hypotheses } from "./hypotheses.js";
import { stances } from "./stances.js";
import { bare, carry, ofClaims, ofView, steps } from "./steps.js";

const sheet = document.querySelector(".claims");
const { name } = sheet.dataset;
const own = Boolean(sheet.dataset.own);
const at = `/api/claims/${encodeURIComponent(name)}`;
const $ = (id) => document.getElementById(id);
const state = $("state");
const past = steps(name);
const table = $("claims").tBodies[0];
const rivals = hypotheses({ at, step: (changes) => step(changes), asked: () => asked });
let { tag } = sheet.dataset;
let asked = location.search.slice(1);
let running = null;

// The address. -----------------------------------------------------------------------------------
const of = (text) => new URLSearchParams(text);
function put(changes) {
  const made = of(asked);
  for (const [key, text] of Object.entries(changes)) {
    if (text === null || text === "") made.delete(key); else made.set(key, text);
  }
  return bare(made);
}
function buttons() {
  carry(asked);
  const some = [...of(asked)].some(([key]) => ofClaims(key));
  $("undo").disabled = !past.past;
  $("redo").disabled = !past.future;
  $("reset").disabled = !some;
  if ($("save")) $("save").disabled = ![...of(asked)].some(([key]) => !ofView(key) && key !== "years");
}
function handle(each) {
  const row = each?.closest?.("[data-claim]");
  if (!row) return "";
  const inner = each.dataset.part ? `[data-part=${each.dataset.part}]` : each.dataset.do ? "[data-do]" : "";
  return `[data-claim="${CSS.escape(row.dataset.claim)}"] ${inner}`;
}
function fill(found) {
  const focus = handle(document.activeElement);
  table.innerHTML = found.table; // escaped where it was made, as is all below
  if (focus.endsWith("]")) table.querySelector(focus)?.focus({ preventScroll: true });
  $("effects").innerHTML = found.html;
  $("change").innerHTML = found.change;
  state.textContent = found.lead;
  $("unsaved").replaceChildren(...found.unsaved.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  rivals.fill(found);
}
async function follow() {
  running?.abort();
  running = new AbortController();
  const text = asked;
  try {
    fill(await ask(`${at}/live?${text}`, { signal: running.signal }));
    document.documentElement.dataset.shown = text;
    return null;
  } catch (error) { return error.name === "AbortError" ? null : error; }
}
const show = (text) => history.replaceState(null, "", text ? `?${text}` : location.pathname);
async function go(text) {
  asked = text;
  show(text);
  buttons();
  return follow();
}
// A step that cannot be leaves all as it was, and is said. True where it was made.
async function step(changes) {
  const before = asked;
  const text = put(changes);
  if (text === asked) return true;
  if (text.length > 30_000) { // what servers take of an address
    say("More is unsaved than an address holds: save first", true);
    return false;
  }
  past.done(before);
  const error = await go(text);
  if (!error) return true;
  past.refused();
  say(error.message, true);
  go(before);
  return false;
}
const back = async (text) => { if (text !== null) { const error = await go(text); if (error) say(error.message, true); } };
const undo = () => back(past.undo(asked));
const redo = () => back(past.redo(asked));
const reset = () => step(Object.fromEntries([...of(asked).keys()].filter(ofClaims).map((key) => [key, null])));

// Grades, claims taken away and put back. ---------------------------------------------------------------
const entry = (id) => JSON.parse(of(asked).get(`claim.${id}`) ?? "null");
const without = () => (of(asked).get("claims") ?? "").split(",").filter(Boolean);
table.addEventListener("change", (event) => {
  const row = event.target.closest("[data-claim]");
  const { claim: id, saved } = row.dataset;
  const grade = ["letter", "digit"].map((part) => row.querySelector(`[data-part=${part}]`).value).join("");
  if (saved) step({ [`grade.${id}`]: grade === saved ? null : grade });
  else step({ [`claim.${id}`]: JSON.stringify({ ...entry(id), grade }) });
});
const acts = {
  drop(row) {
    const { claim: id, saved } = row.dataset;
    const rest = Object.fromEntries(["grade", "moves", "likelihood"].map((head) => [`${head}.${id}`, null]));
    step(saved ? { ...rest, claims: [...without(), `-${id}`].join(",") } : { ...rest, [`claim.${id}`]: null });
  },
  back(row) { step({ claims: without().filter((each) => each !== `-${row.dataset.claim}`).join(",") }); },
  edit,
};
table.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) acts[button.dataset.do](button.closest("[data-claim]"));
});

// What a claim moves, and how likely each hypothesis makes it. --------------------------------------------
const dialog = $("claim");
const moved = stances(dialog);
function edit(row) {
  dialog.dataset.claim = row.dataset.claim;
  dialog.querySelector("[data-wrong]").textContent = "";
  $("claim-says").textContent = row.querySelector(".says").textContent;
  moved.show(row.dataset.moves);
  const chances = JSON.parse(row.dataset.likelihood);
  for (const field of dialog.querySelectorAll("#chances input")) field.value = chances[field.name] ?? "";
  dialog.showModal();
}
dialog.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const id = dialog.dataset.claim;
  const fields = [...dialog.querySelectorAll("#chances input")];
  const told = fields.filter((field) => field.value !== "");
  if (told.length && told.length < fields.length) {
    dialog.querySelector("[data-wrong]").textContent = "A likelihood under each hypothesis, or under none.";
    return;
  }
  const row = table.querySelector(`[data-claim="${CSS.escape(id)}"]`);
  const chances = told.length ? fields.map((field) => `${field.name}:${Number(field.value)}`).join(",") : "none";
  const changes = {};
  if (fields.length) changes[`likelihood.${id}`] = row.dataset.saved || chances !== "none" ? chances : null;
  if (row.dataset.saved) changes[`moves.${id}`] = moved.value();
  else changes[`claim.${id}`] = JSON.stringify({ ...entry(id), moves: moved.entries() });
  if (await step(changes)) dialog.close();
  else { dialog.querySelector("[data-wrong]").textContent = $("said").textContent; }
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

// A claim by form. ---------------------------------------------------------------------------------------
const form = $("add");
const added = form ? stances(form) : null;
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { letter, digit, ...rest } = Object.fromEntries([...new FormData(form)].filter(([key]) => !["issue", "actor", "toward", "low", "high"].includes(key)));
  const made = { ...Object.fromEntries(Object.entries(rest).filter(([, text]) => text)), grade: letter + digit, moves: added.entries() };
  try {
    const { id } = await ask(`${at}/id?${asked ? `${asked}&` : ""}by=${encodeURIComponent(made.by)}`);
    if (!await step({ [`claim.${id}`]: JSON.stringify(made) })) return;
    form.reset();
    added.show("none");
    table.querySelector(`[data-claim="${CSS.escape(id)}"]`).scrollIntoView({ block: "center" });
    say("Added; not saved yet");
  } catch (error) { say(error.message, true); }
});

// Saving: all changes of the board and of the claims, as one version. -----------------------------------------
const later = () => bare(new URLSearchParams([...of(asked)].filter(([key]) => key !== "version")));
const save = () => {
  if ($("save").disabled) return;
  keep({ at: `/api/board/${encodeURIComponent(name)}?${asked}`, name, own, tag, query: asked,
    done: (made) => { past.clear(); location.assign(`/claims/${encodeURIComponent(made.name)}`); } });
};
$("save")?.addEventListener("click", save);
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("reset").addEventListener("click", reset);
const confirmed = (path, body) => keep({ at: `${at}${path}`, name, own, tag, body,
  done: (made) => { past.clear(); location.assign(`/claims/${encodeURIComponent(made.name)}?${later()}`); },
  async met() {
    await go(later());
    tag = (await ask(`${at}/live?${asked}`)).tag;
    say("Somebody saved another version meanwhile; nothing was overwritten. Its claims are shown now, with your changes. Save the drafts again to put them onto it.", true);
  } });

addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key === "s" && $("save")) { event.preventDefault(); save(); }
  if (event.target.matches?.("input, textarea")) return;
  if (key === "z") { event.preventDefault(); if (event.shiftKey) redo(); else undo(); }
  if (key === "y") { event.preventDefault(); redo(); }
});
addEventListener("popstate", () => go(location.search.slice(1)));
action("Undo", "Ctrl Z", undo, () => past.past);
action("Redo", "Ctrl Shift Z", redo, () => past.future);
action("Reset claims to what was saved", "", reset);
if ($("save")) {
  const open = (part, first) => () => { part.open = true; part.scrollIntoView(); first.focus(); };
  action("Save", "Ctrl S", save);
  action("Add a claim", "n", open(form.closest("details"), form.elements.says));
  action("Draft claims from a text", "t", open($("clip"), $("read").elements.text));
  drafts(at, confirmed);
}
action(() => [...table.querySelectorAll("[data-do=edit]")].map((button) => ({ name: `Edit the claim: ${button.closest("th").querySelector(".says").textContent}`, run: () => button.click() })));
if (!of(asked).has("version") && of(sheet.dataset.query).has("version")) {
  asked = bare(new URLSearchParams([["version", of(sheet.dataset.query).get("version")], ...of(asked)]));
  show(asked);
}
buttons();
