// The claims: a grade to what it moves, a claim added, a text to drafts that are decided by key.
import { action, ask, say } from "./app.js";
import { drafts } from "./drafts.js";

const sheet = document.querySelector(".claims");
const { name } = sheet.dataset;
const at = `/api/claims/${encodeURIComponent(name)}`;
const $ = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("#claims [data-claim]")];
const state = $("state");
let { tag } = sheet.dataset;
let past = [];
let running = null;

// Grades, as an address says them.
const graded = (row) => ["letter", "digit"].map((part) => row.querySelector(`[data-part=${part}]`).value).join("");
const grades = () => Object.fromEntries(rows.filter((row) => graded(row) !== row.dataset.saved)
  .map((row) => [row.dataset.claim, graded(row)]));
const address = (found) => new URLSearchParams(Object.entries(found).map(([id, grade]) => [`grade.${id}`, grade])).toString();
function put(found) {
  for (const row of rows) {
    const grade = found[row.dataset.claim] ?? row.dataset.saved;
    row.querySelector("[data-part=letter]").value = grade.charAt(0);
    row.querySelector("[data-part=digit]").value = grade.charAt(1);
  }
}
function lines(cell, found) {
  if (!cell) return;
  cell.replaceChildren(...found.map((each) => Object.assign(document.createElement("span"), { textContent: each })));
  if (!found.length) cell.textContent = "–";
}
async function follow(added) {
  running?.abort();
  running = new AbortController();
  const mine = running;
  state.textContent = "…";
  try {
    const found = await ask(`${at}/trial`, { method: "POST", body: { grades: grades(), ...(added ? { added } : {}) }, signal: mine.signal });
    for (const each of found.rows) {
      const row = rows.find((one) => one.dataset.claim === each.claim.id);
      if (!row) continue;
      lines(row.querySelector("[data-of=moves]"), each.moves);
      lines(row.querySelector("[data-of=marks]"), each.marks);
    }
    $("effects").innerHTML = found.html; // escaped where it was made
    $("change").innerHTML = found.change;
    state.textContent = found.lead;
    return true;
  } catch (error) {
    if (error.name !== "AbortError") { state.textContent = ""; say(error.message, true); }
    return false;
  }
}
function buttons() {
  const now = grades();
  const some = Object.keys(now).length > 0;
  for (const row of rows) {
    row.querySelector(".was").textContent = row.dataset.claim in now ? `saved ${row.dataset.saved}` : "";
  }
  $("undo").disabled = !past.length;
  $("reset").disabled = !some;
  if ($("save")) $("save").disabled = !some;
}
let shown = grades();
function step(kept = true) {
  if (kept) past = [...past, shown].slice(-100);
  shown = grades();
  const query = address(shown);
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  buttons();
  return follow();
}
function undo() {
  if (!past.length) return;
  put(past.pop());
  step(false);
}
function reset() {
  if (!Object.keys(grades()).length) return;
  put({});
  step();
}
$("claims").addEventListener("change", () => step());
$("undo").addEventListener("click", undo);
$("reset").addEventListener("click", reset);

// Saving: against the text that was shown; where another was saved meanwhile, it is looked at first.
export async function keep(path, body) {
  let to = name;
  if (!sheet.dataset.own) {
    to = prompt("This scenario ships. Name of your copy:", `${name}-mine`);
    if (!to) return;
  }
  const why = prompt("Why? One line for the history", "");
  if (why === null) return;
  try {
    const made = await ask(`${at}${path}`, { method: "POST", body: { ...body, why, name: to }, headers: { "if-match": `"${tag}"` } });
    say(`Saved as version ${made.number}`);
    location.assign(`/claims/${encodeURIComponent(made.name)}`);
  } catch (error) {
    if (error.status !== 412) { say(error.message, true); return; }
    if (to !== name) { say(`There is a scenario ${to} already: choose another name`, true); return; }
    const newest = await ask(`${at}/trial`, { method: "POST", body: {} });
    tag = newest.tag;
    for (const each of newest.rows) {
      const row = rows.find((one) => one.dataset.claim === each.claim.id);
      if (!row || row.dataset.saved === each.saved) continue;
      const mine = graded(row) !== row.dataset.saved;
      row.dataset.saved = each.saved;
      if (!mine) put({ ...grades(), [each.claim.id]: each.saved });
    }
    await step(false);
    say("Somebody saved another version meanwhile; nothing was overwritten. Its grades stand beside yours now, and History has it all. Save again to put yours onto it.", true);
  }
}
const save = () => { if (!$("save").disabled) keep("", { grades: grades() }); };
$("save")?.addEventListener("click", save);

// A claim by form.
const form = $("add");
function claim() {
  const kept = Object.fromEntries(new FormData(form));
  const { letter, digit, issue, actor, toward, low, high, why, ...rest } = kept;
  const made = { ...rest, grade: letter + digit };
  if (!issue) return made;
  made.moves = { issue, actor, why };
  for (const [key, text] of Object.entries({ toward, low, high })) if (text) made.moves[key] = Number(text);
  return made;
}
form?.elements.issue?.addEventListener("change", (event) => {
  form.elements.toward.required = Boolean(event.target.value);
});
$("try")?.addEventListener("click", async () => {
  if (form.reportValidity() && await follow(claim())) {
    $("change").scrollIntoView({ block: "start" });
    say("Not saved: this is what it would move");
  }
});
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  keep("", { grades: grades(), added: claim() });
});

addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key === "s" && $("save")) { event.preventDefault(); save(); }
  if (key === "z" && !event.target.matches?.("input, textarea")) { event.preventDefault(); undo(); }
});
action("Undo a grade", "Ctrl Z", undo, () => past.length);
action("Reset grades to what was saved", "", reset);
if ($("save")) {
  const open = (part, first) => () => { part.open = true; part.scrollIntoView(); first.focus(); };
  action("Save", "Ctrl S", save);
  action("Add a claim", "n", open(form.closest("details"), form.elements.says));
  action("Draft claims from a text", "t", open($("clip"), $("read").elements.text));
  drafts(at, keep);
}
buttons();
