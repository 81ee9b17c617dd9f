// The list of scenarios: one duplicated, a file brought.
import { action, ask, keep, say } from "./app.js";

const opened = (name) => location.assign(`/board/${encodeURIComponent(name)}`);
for (const button of document.querySelectorAll("[data-duplicate]")) {
  button.addEventListener("click", () => {
    const name = button.dataset.duplicate;
    keep({ at: `/api/board/${encodeURIComponent(name)}`, name, own: false, done: (made) => opened(made.name) });
  });
}
document.getElementById("bring-file")?.addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const name = file.name.replace(/\.(ya?ml|json)$/i, "").toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
  const content = await file.text();
  event.target.value = "";
  try {
    await ask(`/api/scenarios/${encodeURIComponent(name)}`, { method: "PUT",
      body: { text: content, why: `from ${file.name}` }, headers: { "if-match": '""' } });
    opened(name);
  } catch (error) { say(error.message, true); }
});

// One about two states, as it is known who began disputes and who stands by whom.
const start = document.getElementById("start");
const today = new Date().toISOString().slice(0, 10);
function about() {
  const day = start.querySelector("[name=on]");
  day.max = today;
  day.value ||= today;
  start.showModal();
}
document.getElementById("new")?.addEventListener("click", about);
start.querySelector("[data-close]").addEventListener("click", () => start.close());
start.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, ...rest } = Object.fromEntries(new FormData(event.target));
  const stem = rest.protege.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const to = name || `${stem || "scenario"}-${rest.on.slice(0, 4)}`;
  const said = start.querySelector("[data-wrong]");
  said.textContent = "";
  try {
    await ask(`/api/scenarios/${encodeURIComponent(to)}`, { method: "POST", body: rest });
    opened(to);
  } catch (error) {
    said.textContent = error.message;
    if (error.told?.free) event.target.elements.name.value = error.told.free;
  }
});
if (document.getElementById("new")) action("New scenario", "n", about);
