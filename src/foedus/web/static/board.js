// The board: controls to an address, an address to an answer, an answer to the page.
import { action, ask, say } from "./app.js";

const kept = JSON.parse(document.getElementById("board-data").textContent);
const here = `/board/${encodeURIComponent(kept.name)}`;
const STEPS = 100;
const $ = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];

// Controls and the changes that they stand for. -----------------------------------------------
const simple = all("[data-edit]");
const groups = all("[data-group]");
const pass = (query) => query.has("version") || query.has("protege");

function value(control) {
  if (control.type === "checkbox") return control.checked ? "yes" : "no";
  if (control.dataset.none && control.value === control.dataset.none) return "none";
  if (control.type === "range" && control.step === "any") return String(Number(Number(control.value).toPrecision(4)));
  return control.value;
}
function put(control, text) {
  if (control.type === "checkbox") control.checked = text === "yes";
  else control.value = text === "none" && control.dataset.none ? control.dataset.none : text;
  const output = control.parentElement.querySelector("output:not([data-text])");
  if (output) output.textContent = text === "none" ? "no end" : text === "1" ? "1 year" : `${text} years`;
}
const same = (control, text) => text === control.dataset.saved
  || (control.step === "any" && Number(text) === Number(Number(control.dataset.saved).toPrecision(4)));

// Of clauses and guarantors an address has what is taken away and what is added; of forces, all.
function tokens(group) {
  const boxes = [...group.querySelectorAll("input")];
  const stationed = group.dataset.group.endsWith(".stationed");
  if (stationed) {
    if (boxes.every((box) => box.checked)) return "";
    return boxes.filter((box) => box.checked).map((box) => box.dataset.token).join(",") || "none";
  }
  return boxes.flatMap((box) => box.dataset.added
    ? (box.checked ? [box.dataset.token] : []) : (box.checked ? [] : [`-${box.dataset.token}`])).join(",");
}
function grow(group, token) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = true;
  box.dataset.token = token;
  box.dataset.added = "yes";
  label.append(box, token.replace(":", " on "));
  group.append(label);
}
function putTokens(group, text) {
  const found = text.split(",").filter(Boolean);
  const stationed = group.dataset.group.endsWith(".stationed");
  for (const box of [...group.querySelectorAll("input")]) {
    if (box.dataset.added) box.closest("label").remove();
    else if (stationed) box.checked = !text || found.includes(box.dataset.token);
    else box.checked = !found.includes(`-${box.dataset.token}`);
  }
  if (!stationed) for (const each of found) if (!each.startsWith("-")) grow(group, each);
}

function query() {
  const made = new URLSearchParams();
  for (const [key, text] of new URLSearchParams(location.search)) {
    if (key === "version" || key === "protege") made.set(key, text);
  }
  for (const control of simple) {
    const text = value(control);
    if (!same(control, text)) made.set(control.dataset.edit, text);
  }
  for (const group of groups) {
    const text = tokens(group);
    if (text) made.set(group.dataset.group, text);
  }
  return made.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}
function show(text) {
  const found = new URLSearchParams(text);
  for (const control of simple) put(control, found.get(control.dataset.edit) ?? control.dataset.saved);
  for (const group of groups) putTokens(group, found.get(group.dataset.group) ?? "");
}

// Charts: drawn once, patched ever after. --------------------------------------------------------
const views = {};
async function draw() {
  const { vegaEmbed } = await import("/assets/vega.js");
  for (const figure of all("figure.live")) {
    const name = figure.dataset.chart;
    const place = figure.querySelector(".drawing");
    const { view } = await vegaEmbed(place, structuredClone(kept.documents[name]), {
      mode: "vega", ast: true, renderer: "svg", actions: false, defaultStyle: false, hover: false,
      tooltip: false,
    });
    views[name] = { view, place, figure, at: -1, readings: [] };
    new ResizeObserver(() => fit(views[name])).observe(figure);
    reach(views[name]);
    patch(name, told.charts[name]);
  }
  document.documentElement.dataset.drawn = "yes";
}
function fit(chart) {
  const padding = chart.view.padding();
  const wide = Math.max(200, Math.floor(chart.figure.clientWidth) - padding.left - padding.right);
  if (wide !== chart.view.width()) chart.view.width(wide).runAsync();
}
function patch(name, chart) {
  const kept = views[name];
  if (!kept) return null;
  for (const [signal, number] of Object.entries(chart.signals)) kept.view.signal(signal, number);
  for (const [data, rows] of Object.entries(chart.data)) kept.view.data(data, rows);
  kept.readings = chart.readings;
  kept.first = chart.signals.first;
  const padding = kept.view.padding();
  kept.view.width(Math.max(200, Math.floor(kept.figure.clientWidth) - padding.left - padding.right));
  return kept.view.runAsync();
}
// What hovering tells is told to the arrow keys too.
function reach(chart) {
  const reading = chart.figure.querySelector(".reading");
  const tell = (at) => {
    chart.at = at;
    reading.textContent = chart.readings[at] ?? "";
    if (chart.first !== undefined) {
      chart.view.signal("at", at < 0 ? null : chart.first + at + 1).runAsync();
    }
  };
  chart.place.addEventListener("keydown", (event) => {
    const last = chart.readings.length - 1;
    const to = { ArrowRight: chart.at + 1, ArrowDown: chart.at + 1, ArrowLeft: chart.at - 1,
      ArrowUp: chart.at - 1, Home: 0, End: last, Escape: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    tell(event.key === "Escape" ? -1 : Math.max(0, Math.min(last, to)));
  });
  chart.place.addEventListener("pointermove", (event) => {
    const box = chart.place.querySelector("svg")?.getBoundingClientRect();
    if (!box || !chart.readings.length) return;
    const padding = chart.view.padding();
    if (chart.first === undefined) {
      const row = Math.floor((event.clientY - box.top - padding.top) / (chart.view.height() / chart.readings.length));
      tell(Math.max(0, Math.min(chart.readings.length - 1, row)));
      return;
    }
    const range = chart.view.scale("x");
    const year = Math.round(range.invert(event.clientX - box.left - padding.left));
    tell(Math.max(0, Math.min(chart.readings.length - 1, year - chart.first - 1)));
  });
  chart.place.addEventListener("pointerleave", () => tell(-1));
}

// Answers. ---------------------------------------------------------------------------------------
let { told } = kept;
function fill(answer) {
  told = answer;
  const line = $("bottom-line");
  line.replaceChildren(...answer.bottom_line.flatMap((text) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return [paragraph, "\n"];
  }));
  for (const [name, column] of Object.entries(answer.columns)) {
    for (const cell of all(`[data-column="${CSS.escape(name)}"] [data-of]`)) {
      const text = column[cell.dataset.of];
      cell.textContent = text && cell.dataset.with ? cell.dataset.with + text : text;
    }
  }
  for (const output of all("output[data-text]")) {
    const { text } = output.dataset;
    output.textContent = text === "years" ? answer.years : answer.sliders[text] ?? output.textContent;
  }
  for (const each of all("[data-years]")) each.textContent = answer.years;
  for (const [name, html] of Object.entries(answer.tables)) {
    const table = document.querySelector(`[data-table="${name}"]`);
    table.stale = html;
    if (table.closest("details").open) { table.innerHTML = html; table.stale = ""; }
  }
  const painted = [];
  for (const [name, chart] of Object.entries(answer.charts)) {
    const figure = document.querySelector(`figure[data-chart="${name}"]`);
    figure.querySelector(".drawing").setAttribute("aria-label", chart.alt);
    figure.querySelector("h2").textContent = chart.title;
    figure.querySelector("[data-note]").textContent = chart.note;
    painted.push(patch(name, chart));
  }
  return Promise.all(painted);
}
for (const details of all("figure.live details")) {
  details.addEventListener("toggle", () => {
    const table = details.querySelector("[data-table]");
    if (details.open && table.stale) { table.innerHTML = table.stale; table.stale = ""; }
  });
}

let asked = location.search.slice(1);
let running = false;
let waiting = null;
// While the hand moves, war alone is told; when it rests, all.
async function follow(text, hurry = false) {
  waiting = { text, hurry };
  if (running) return;
  running = true;
  while (waiting !== null) {
    const now = waiting;
    waiting = null;
    try {
      await fill(await ask(`/api${here}/live?${now.text}${now.hurry ? "&hurry=1" : ""}`));
      document.documentElement.dataset.shown = now.text;
      wrong(null);
    } catch (error) { wrong(error); }
  }
  running = false;
}
function wrong(error) {
  const state = $("state");
  state.textContent = error ? error.message : "";
  state.classList.toggle("wrong", Boolean(error));
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
      if (text !== asked) return;
      if (found.html) place.innerHTML = found.html;
      else place.innerHTML = '<p class="muted">Nothing yet.</p>';
    } catch (error) { if (text === asked) place.textContent = error.message; }
    place.removeAttribute("aria-busy");
  }, 250);
}

// Steps. -----------------------------------------------------------------------------------------
const past = [];
const future = [];
function buttons() {
  for (const link of all(".bar nav a")) link.href = `${link.pathname}${asked ? `?${asked}` : ""}`;
  $("undo").disabled = !past.length;
  $("redo").disabled = !future.length;
  const plain = new URLSearchParams(asked);
  plain.delete("version");
  plain.delete("protege");
  $("reset").disabled = ![...plain].length;
}
const address = (text) => `${location.pathname}${text ? `?${text}` : ""}`;
function moved(event) {
  const text = query();
  const control = event?.target;
  if (control?.type === "range") put(control, value(control) === "none" ? "none" : control.value);
  history.replaceState(null, "", address(text));
  follow(text, true);
}
function step() {
  const text = query();
  if (text === asked) return;
  past.push(asked);
  if (past.length > STEPS) past.shift();
  future.length = 0;
  go(text, true);
}
function go(text, push) {
  const before = asked;
  asked = text;
  if (push) {
    history.replaceState(null, "", address(before));
    history.pushState(null, "", address(text));
  }
  buttons();
  follow(text);
  explain();
}
function back(from, to) {
  if (!from.length) return;
  to.push(asked);
  const text = from.pop();
  show(text);
  go(text, true);
}
const undo = () => back(past, future);
const redo = () => back(future, past);
function reset() {
  const kept = new URLSearchParams();
  for (const [key, text] of new URLSearchParams(asked)) {
    if (key === "version" || key === "protege") kept.set(key, text);
  }
  show(kept.toString());
  step();
}
addEventListener("popstate", () => {
  show(location.search.slice(1));
  go(location.search.slice(1), false);
});

document.querySelector(".hand").addEventListener("input", (event) => {
  if (event.target.matches("[data-edit], [data-group] input")) moved(event);
});
document.querySelector(".hand").addEventListener("change", (event) => {
  const control = event.target;
  if (control.dataset.add) {
    const text = control.value.trim();
    if (!text) return;
    const group = document.querySelector(`[data-group="${CSS.escape(control.dataset.add)}"]`);
    grow(group, control.tagName === "INPUT" ? text.toUpperCase() : text);
    control.value = "";
  }
  if (control.matches("[data-edit], [data-group] input, [data-add]")) step();
});
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("reset").addEventListener("click", reset);
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
async function save() {
  let { name } = kept;
  if (!kept.own) {
    name = prompt("This scenario ships. Name of your copy:", `${kept.name}-mine`);
    if (!name) return;
  }
  const why = prompt("Why? One line for the history", "") ?? null;
  if (why === null) return;
  const send = (tag) => ask(`/api${here}?${asked}`, {
    method: "POST", body: { why, name }, headers: { "if-match": `"${tag}"` } });
  try {
    const made = await send(kept.tag);
    say(`Saved as version ${made.number}`);
    location.assign(`/board/${encodeURIComponent(made.name)}`);
  } catch (error) {
    if (error.status === 412) {
      location.assign(`/meeting/${encodeURIComponent(kept.name)}?${asked}`);
    } else say(error.message, true);
  }
}
$("save")?.addEventListener("click", save);
async function copy() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link shows this view to the digit");
  } catch { say(location.href); }
}
$("copy").addEventListener("click", copy);

action("Undo", "Ctrl Z", undo, () => past.length);
action("Redo", "Ctrl Shift Z", redo, () => future.length);
action("Reset to what was saved", "r", reset);
if ($("save")) action("Save", "Ctrl S", save);
action("Copy the link to this view", "c", copy);
for (const control of simple) {
  const name = control.getAttribute("aria-label") ?? control.closest("label")?.firstChild.textContent.trim();
  action(`Change: ${name}`, "", () => { control.scrollIntoView({ block: "center" }); control.focus(); });
}

show(asked);
buttons();
if (!pass(new URLSearchParams(asked)) && kept.told.query.startsWith("version=")) {
  history.replaceState(null, "", address(kept.told.query));
  asked = kept.told.query;
}
if (!$("reset").disabled) explain();
for (const figure of all("figure.live")) figure.querySelector(".reading").textContent = "";
draw();
