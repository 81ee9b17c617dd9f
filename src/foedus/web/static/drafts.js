// Drafts of a text beside its words: each is accepted, edited or rejected by one key, and undone.
import { action, ask, say } from "./app.js";

const $ = (id) => document.getElementById(id);
const made = (tag, text = "", kind = "") => Object.assign(document.createElement(tag), { textContent: text, className: kind });
const HEAD = { claim: "says", event: "what", correction: "said" };
const STATES = { draft: "to decide", confirmed: "accepted", rejected: "rejected" };

export function drafts(at, keep) {
  const read = $("read");
  const dialog = $("edit");
  let sent = null; // what was read
  let items = [];
  let past = [];
  let here = 0;

  // The text in runs: each code point knows its drafts. Only text is made of it.
  function marked(text) {
    const letters = [...text];
    const ends = [...new Set([0, letters.length, ...items.flatMap((each) => each.span)])]
      .filter((each) => each <= letters.length).sort((a, b) => a - b);
    const runs = ends.slice(0, -1).map((from, n) => {
      const own = items.filter((each) => each.span[0] <= from && from < each.span[1]);
      const words = letters.slice(from, ends[n + 1]).join("");
      if (!own.length) return document.createTextNode(words);
      const mark = made("mark", words);
      mark.dataset.drafts = own.map((each) => items.indexOf(each)).join(" ");
      mark.addEventListener("click", () => go(Number(mark.dataset.drafts.split(" ")[0])));
      return mark;
    });
    $("text").replaceChildren(...runs);
  }
  const marks = (n) => [...$("text").querySelectorAll("mark")]
    .filter((each) => each.dataset.drafts.split(" ").includes(String(n)));

  function card(each, n) {
    const row = made("li", "", "draft");
    row.dataset.status = each.status;
    row.dataset.draft = n;
    row.tabIndex = -1;
    const head = made("p", "", "who");
    const { by, on, grade, manner, place, read_as: as } = each.entry;
    head.append(made("strong", by || each.kind), ` ${[grade, on, manner, place].filter(Boolean).join(" · ")} `, made("span", STATES[each.status], "fate"));
    row.append(head, made("p", each.entry[HEAD[each.kind]], "said"));
    if (as) row.append(made("p", `read as ${as}`));
    for (const note of each.beside) row.append(made("p", note, "muted"));
    each.candidates.forEach((who, k) => {
      const take = made("button", `${k + 1} ${who}`, "quiet");
      take.addEventListener("click", () => { here = n; name(k); });
      row.append(take);
    });
    const acts = made("p", "", "acts");
    for (const [word, run] of [["Accept", () => decide("confirmed")], ["Edit", edit], ["Reject", () => decide("rejected")]]) {
      const button = made("button", word, "quiet");
      button.type = "button";
      button.setAttribute("aria-label", `${word} ${each.name}`);
      button.addEventListener("click", () => { here = n; run(); });
      acts.append(button);
    }
    row.append(acts);
    row.addEventListener("focus", () => { here = n; point(); });
    return row;
  }
  function point() {
    for (const row of $("drafts").children) row.toggleAttribute("data-here", Number(row.dataset.draft) === here);
    for (const mark of $("text").querySelectorAll("mark")) mark.classList.remove("here");
    const own = marks(here);
    for (const mark of own) mark.classList.add("here");
    if (!own.length) return;
    const [box, place] = [$("text").getBoundingClientRect(), own[0].getBoundingClientRect()];
    if (place.top < box.top || place.bottom > box.bottom) $("text").scrollTop += place.top - box.top - box.height / 3;
  }
  function show() {
    $("drafts").replaceChildren(...items.map(card));
    items.forEach((each, n) => { for (const mark of marks(n)) mark.dataset.status = each.status; });
    const taken = items.filter((each) => each.status === "confirmed").length;
    const left = items.filter((each) => each.status === "draft").length;
    $("count").textContent = items.length ? `${taken} accepted, ${left} of ${items.length} to decide` : "No claim was drafted";
    $("confirm").disabled = !taken;
    $("back").disabled = !past.length;
    point();
  }
  function go(n) {
    here = Math.max(0, Math.min(items.length - 1, n));
    $("drafts").children[here]?.focus();
    point();
  }
  function set(change) {
    past.push([here, items[here]]);
    items[here] = { ...items[here], ...change };
    show();
  }
  function decide(status, entry) {
    if (!items[here]) return;
    set({ status, ...(entry ? { entry } : {}) });
    const next = items.findIndex((each, n) => n > here && each.status === "draft");
    go(next < 0 ? here : next);
  }
  function undo() {
    const last = past.pop();
    if (!last) return;
    [here] = last;
    [, items[here]] = last;
    show();
    go(here);
  }
  function name(k) {
    const who = items[here]?.candidates[k];
    if (who) { set({ entry: { ...items[here].entry, by: who } }); go(here); }
  }
  function edit() {
    const each = items[here];
    if (!each) return;
    $("edit-title").textContent = `Edit ${each.name}`;
    $("fields").replaceChildren(...Object.entries(each.entry).filter(([, text]) => !Array.isArray(text) && typeof text !== "boolean").map(([key, text]) => {
      const label = made("label", `${key.replace("_", " ")} `);
      const long = ["says", "what", "said", "note", "why"].includes(key);
      const field = made(long ? "textarea" : "input");
      field.name = key;
      field.value = text ?? "";
      label.append(field);
      return label;
    }));
    dialog.showModal();
  }
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    const found = Object.fromEntries(new FormData(event.target));
    const { entry } = items[here];
    // a year alone is a number in the file
    if (typeof entry.on === "number" && /^\d{4}$/.test(found.on)) found.on = Number(found.on);
    decide("confirmed", { ...entry, ...found });
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => { dialog.close(); go(here); });

  read.elements.file.addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    if (file.size > 1_000_000) { say("That file is over 1 MB; an article is far smaller.", true); event.target.value = ""; return; }
    read.elements.text.value = await file.text();
    read.dataset.file = file.name;
    event.target.value = "";
    say(`${file.name} is read; nothing is sent yet`);
  });
  read.elements.text.addEventListener("input", () => { delete read.dataset.file; });
  read.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { text, on } = read.elements;
    sent = { text: text.value, file: read.dataset.file ?? "", ...(on.value ? { on: on.value } : {}) };
    say("Reading …");
    try {
      const found = await ask(`${at}/drafts`, { method: "POST", body: sent });
      items = found.drafts;
      [past, here] = [[], 0];
      marked(found.text);
      $("reading").hidden = false;
      show();
      say(`${items.length} drafts`);
      $("reading").scrollIntoView();
      go(0);
    } catch (error) { say(error.message, true); }
  });
  $("confirm").addEventListener("click", () => keep("/drafts/confirmed", {
    ...sent, decisions: items.map(({ name: id, status, entry }) => ({ name: id, status, entry })),
  }));
  $("back").addEventListener("click", undo);
  const open = () => !$("reading").hidden && $("clip").open;
  action("Next draft", "j", () => go(here + 1), open);
  action("Draft before", "k", () => go(here - 1), open);
  action("Accept the draft", "a", () => decide("confirmed"), open);
  action("Edit the draft", "e", edit, open);
  action("Reject the draft", "r", () => decide("rejected"), open);
  action("Undo a decision", "u", undo, () => open() && past.length);
  for (const k of [0, 1, 2]) action(`Take candidate ${k + 1}`, String(k + 1), () => name(k), () => open() && items[here]?.candidates[k]);
}
