// A watch: clocks by the server's time, filters, and a fresh page where the log has grown.
import { ask, say } from "./app.js";

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

  async function refresh(said) {
    if (busy) return;
    busy = true;
    try {
      const page = new DOMParser().parseFromString(await ask(location.href, { headers: { accept: "text/html" } }), "text/html");
      const fresh = page.querySelector(".watch[data-name]");
      if (!fresh) { location.reload(); return; }
      for (const part of sheet.querySelectorAll("[data-live]")) {
        const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
        if (other) part.replaceChildren(...other.childNodes);
      }
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
    } catch (error) { say(error.message, true); } finally { busy = false; }
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
  const place = `/api/watch/${encodeURIComponent(name)}/size?file=${encodeURIComponent(file)}`;
  setInterval(async () => {
    if (document.hidden || busy) return;
    try {
      const found = await ask(place);
      told = Date.parse(found.now); // a machine that slept has lost count
      since = performance.now();
      const more = found.records - records;
      if (more > 0) await refresh(more === 1 ? "1 new record." : `${more} new records.`);
    } catch { /* the server is away: asked again */ }
  }, 4000);
}
