// The board's controls: what they say as an address, and the matrix that is swapped for another.
import { bare, ofClaims, ofView } from "./steps.js";

const matrix = () => document.querySelector(".matrix");
const quoted = (text) => CSS.escape(text);

export function value(control) {
  if (control.type === "checkbox") return control.checked ? "yes" : "no";
  if (control.dataset.none && control.value === control.dataset.none) return "none";
  if (control.type === "range" && control.step === "any") return String(Number(Number(control.value).toPrecision(4)));
  if (control.dataset.empty) return control.value.trim() || control.dataset.empty;
  return control.value;
}
export function tell(control) { // a term while it is dragged
  const output = control.parentElement.querySelector("output:not([data-text])");
  const text = value(control);
  if (output) output.textContent = text === "none" ? "no end" : text === "1" ? "1 year" : `${text} years`;
}
const same = (control, text) => text === control.dataset.saved
  || (control.step === "any" && Number(text) === Number(Number(control.dataset.saved).toPrecision(4)));

// Promises by number: an added one that is taken away again lets those after it move up.
function clauses(head) {
  const numbers = new Map();
  const tokens = [];
  let next = Number(head.dataset.began);
  for (const each of matrix().querySelectorAll(`td[data-column="${quoted(head.dataset.column)}"] .clause`)) {
    const { checked } = each.querySelector("[data-clause]");
    if (each.dataset.added) {
      if (!checked) continue;
      tokens.push(each.dataset.added);
      next += 1;
      numbers.set(each, next);
    } else {
      if (!checked) tokens.push(`-${each.dataset.number}`);
      numbers.set(each, Number(each.dataset.number));
    }
  }
  return { numbers, tokens };
}
function states(group) {
  return [...group.querySelectorAll("[data-token]")].flatMap((box) => {
    if (box.dataset.added) return box.checked ? [box.dataset.token] : [];
    return box.checked ? [] : [`-${box.dataset.token}`];
  });
}
function forces(group, more) {
  const found = [...group.querySelectorAll(".force")].map((each) => {
    const [box, number] = each.querySelectorAll("input");
    return { box, number, token: number.value === "" ? box.dataset.token : `${box.dataset.token}:${number.value}` };
  });
  const changed = found.some(({ box, number }) => Boolean(box.dataset.added) === box.checked || number.value !== number.dataset.saved);
  if (!changed && !more.length) return [];
  const kept = [...found.filter(({ box }) => box.checked).map(({ token }) => token), ...more];
  return kept.length ? kept : ["none"];
}

// All of it. designs: the columns, where they are to be others. more: key -> a token beside. put: key -> value.
export function query({ saved, designs, more = {}, put = {} }) {
  const made = new URLSearchParams();
  for (const [key, text] of new URLSearchParams(location.search)) if (ofView(key)) made.set(key, text);
  const listed = designs ?? matrix().dataset.designs;
  if (listed !== saved) made.set("designs", listed);
  const names = new Set(listed.split(",").map((each) => each.split(":")[0]));
  const add = (key, text) => { if (text) made.set(key, text); };
  const numbers = new Map();
  for (const head of matrix().querySelectorAll("th[data-column]")) {
    const own = clauses(head);
    own.numbers.forEach((number, each) => numbers.set(each, number));
    const key = `${head.dataset.column}.clauses`;
    if (names.has(head.dataset.column)) add(key, [...own.tokens, ...(more[key] ?? [])].join(","));
  }
  const keyed = (key, control) => { // with the number that the promise has now
    const clause = control.closest(".clause");
    if (!clause) return key;
    if (!numbers.has(clause)) return "";
    const [field, , ...rest] = key.split(".").reverse();
    return [...rest.reverse(), numbers.get(clause), field].join(".");
  };
  for (const control of document.querySelectorAll(".hand [data-edit]")) {
    const column = control.closest("[data-column]")?.dataset.column;
    const key = keyed(control.dataset.edit, control);
    const text = value(control);
    if (key && (!column || names.has(column)) && !same(control, text)) made.set(key, text);
  }
  for (const group of matrix().querySelectorAll("[data-many]")) {
    const key = keyed(group.dataset.many, group);
    const text = [...group.querySelectorAll("input:checked")].map((each) => each.value).join(",") || "none";
    const order = (words) => words.split(",").sort().join();
    if (key && names.has(group.closest("[data-column]").dataset.column) && order(text) !== order(group.dataset.saved)) made.set(key, text);
  }
  for (const [kind, read] of [["group", (each, beside) => [...states(each), ...beside]], ["forces", forces]]) {
    for (const group of matrix().querySelectorAll(`[data-${kind}]`)) {
      const key = group.dataset[kind];
      if (names.has(group.closest("[data-column]").dataset.column)) add(key, read(group, more[key] ?? []).join(","));
    }
  }
  for (const [key, text] of Object.entries(put)) made.set(key, text);
  for (const [key, text] of new URLSearchParams(location.search)) if (ofClaims(key)) made.set(key, text);
  return bare(made);
}

// The columns in another order: one moved, taken away, or put beside another.
export function placed({ name, by = 0, without = false, beside = "" }) {
  const listed = matrix().dataset.designs.split(",");
  const at = listed.findIndex((each) => each.split(":")[0] === name);
  if (without) listed.splice(at, 1);
  else if (by) listed.splice(at + by, 0, ...listed.splice(at, 1));
  else listed.splice(at < 0 ? listed.length : at + 1, 0, beside);
  return listed.join(",");
}
// Changes of one design, under the name of a copy.
export function inherited(text, from, to) {
  return Object.fromEntries([...new URLSearchParams(text)]
    .filter(([key]) => key.startsWith(`${from}.`))
    .map(([key, each]) => [`${to}${key.slice(from.length)}`, each]));
}
export function named(words) {
  const stem = words.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "design";
  const taken = new Set(matrix().dataset.designs.split(",").flatMap((each) => each.split(":")));
  let name = stem;
  for (let n = 2; taken.has(name) || document.querySelector(`#new-library option[value="${quoted(name)}"]`); n += 1) name = `${stem}-${n}`;
  return name;
}

// Where the hand is, so that it stays there when the matrix is swapped.
function handle(each) {
  if (!each || !matrix().contains(each)) return "";
  const column = each.closest("[data-column]")?.dataset.column ?? "";
  const at = `[data-column="${quoted(column)}"]`;
  const clause = each.closest(".clause");
  const own = clause ? `${at} .clause[data-number="${clause.dataset.number}"]` : at;
  for (const key of ["edit", "add", "token"]) {
    if (each.dataset[key]) return `${own} [data-${key}="${quoted(each.dataset[key])}"]`;
  }
  if (each.matches("details, summary")) {
    const inner = each.closest("details").className;
    return `${own} details${inner ? `.${inner}` : ":not([class])"}${each.matches("summary") ? " > summary" : ""}`;
  }
  if (each.type === "number") return `${own} [aria-label="${quoted(each.getAttribute("aria-label"))}"]`;
  return each.value && each.closest("[data-many]") ? `${own} [value="${quoted(each.value)}"]` : `${own} [data-clause]`;
}
export function swap(html) {
  const focus = handle(document.activeElement);
  const open = [...matrix().querySelectorAll("details[open]:not(.menu)")].map(handle);
  matrix().outerHTML = html; // escaped where it was made
  for (const each of open) matrix().querySelector(each)?.setAttribute("open", "");
  if (focus) document.querySelector(`.matrix ${focus}`)?.focus({ preventScroll: true });
}
