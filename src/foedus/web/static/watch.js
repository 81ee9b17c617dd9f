// A watch: clocks by the server's time, filters, and a fresh page where the log has grown.
import { ask, say } from "./app.js";
import { follow } from "./live.js";

const sheet = document.querySelector(".watch[data-name]");
const form = document.getElementById("asked");

// Empty fields ask nothing, and stay out of the address.
form?.addEventListener("submit", () => {
  for (const each of form.elements) each.disabled ||= each.name && !each.value;
});
addEventListener("pageshow", () => { for (const each of form?.elements ?? []) each.disabled = false; });
for (const each of form?.elements ?? []) {
  if (each.tagName === "SELECT") each.addEventListener("change", () => form.requestSubmit());
}

// The map: what is pointed at, by the mouse or with the arrows, is said under it; a click or Enter
// leads to its row of the table.
const pointed = document.getElementById("pointed");
const live = sheet?.querySelector('[data-live="incidents"]');
let mark = null;
const marks = () => [...(live?.querySelectorAll("[data-mark]") ?? [])].reverse(); // the newest first
const drawing = () => live?.querySelector("figure > svg");
function point(at) {
  mark?.removeAttribute("data-here");
  mark = at;
  mark?.setAttribute("data-here", "");
  pointed.textContent = mark?.querySelector("title").textContent ?? "";
}
function lead() {
  const row = mark && live.querySelectorAll(".table > .scroll tbody tr")[Number(mark.dataset.mark)];
  if (!row) return;
  live.querySelector("tr[data-here]")?.removeAttribute("data-here");
  row.setAttribute("data-here", "");
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: "center" });
}
function reachable() {
  mark = null;
  const map = drawing();
  if (!map || !marks().length) return;
  map.tabIndex = 0;
  map.setAttribute("aria-describedby", "pointed");
}
reachable();
live?.addEventListener("pointerover", (event) => {
  const at = event.target.closest("[data-mark]");
  if (at) point(at);
});
live?.addEventListener("click", (event) => {
  const at = event.target.closest("[data-mark]");
  if (at) { point(at); lead(); }
});
live?.addEventListener("keydown", (event) => {
  if (event.target !== drawing()) return;
  const all = marks();
  const now = all.indexOf(mark);
  const to = {
    ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: Math.max(now, 1) - 1,
    ArrowUp: Math.max(now, 1) - 1, Home: 0, End: all.length - 1,
  }[event.key];
  if (to !== undefined) point(all[Math.min(to, all.length - 1)]);
  else if (event.key === "Enter") lead();
  else if (event.key === "Escape") point(null);
  else return;
  event.preventDefault();
});

const HOUR = 3600;
const two = (number) => String(Math.floor(number)).padStart(2, "0");
function span(seconds) {
  const days = Math.floor(seconds / 86400);
  const rest = `${two((seconds % 86400) / HOUR)}:${two((seconds % HOUR) / 60)}:${two(seconds % 60)}`;
  return days ? `${days} d ${rest}` : rest;
}

if (sheet?.hasAttribute("data-running")) {
  // This machine's clock may be wrong: the server's time, and what has passed since it was told.
  let told = Date.parse(sheet.dataset.now);
  let since = performance.now();
  const now = () => told + performance.now() - since;
  let records = Number(sheet.dataset.records);
  let busy = false;
  let again = "";

  async function refresh(said) {
    if (busy) { again = said; return; }
    busy = true;
    try {
      const text = await ask(location.href, { headers: { accept: "text/html" } });
      // the policy of this page allows the styles that it came with alone; app.css has the same
      const page = new DOMParser().parseFromString(text.replace(/<style>.*?<\/style>/gs, ""), "text/html");
      const fresh = page.querySelector(".watch[data-name]");
      if (!fresh) { location.reload(); return; }
      for (const part of sheet.querySelectorAll("[data-live]")) {
        const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
        if (!other) continue;
        part.replaceChildren(...other.childNodes);
      }
      reachable();
      for (const select of sheet.querySelectorAll("select[name]")) {
        const { value } = select;
        select.replaceChildren(...fresh.querySelector(`select[name="${select.name}"]`)?.childNodes ?? []);
        select.value = value;
      }
      told = Date.parse(fresh.dataset.now);
      since = performance.now();
      records = Number(fresh.dataset.records);
      tick();
      say(said);
    } catch (error) { say(error.message, true); } finally {
      busy = false;
      const waiting = again;
      again = "";
      if (waiting) refresh(waiting);
    }
  }

  function tick() {
    let reached = false;
    for (const each of sheet.querySelectorAll("[data-to]")) {
      const left = Math.round((Date.parse(each.dataset.to) - now()) / 1000);
      if (each.dataset.left > 0 && left <= 0) reached = true;
      each.dataset.left = left;
      each.textContent = left >= 0 ? `in ${span(left)}` : `${span(-left)} ago`;
    }
    // a deadline that passes changes states by itself, a second after it
    if (reached) setTimeout(refresh, 1500, "A deadline has passed.");
  }
  tick();
  setInterval(tick, 1000);

  const { name, file } = sheet.dataset;
  const asked = new URLSearchParams({ watch: name, file });
  const place = `/api/watch/${encodeURIComponent(name)}/size?file=${encodeURIComponent(file)}`;
  follow(asked, "watch", (found) => {
    told = Date.parse(found.now); // a machine that slept has lost count
    since = performance.now();
    const more = found.records - records;
    if (more > 0) refresh(more === 1 ? "1 new record." : `${more} new records.`);
  }, () => ask(place));
}
