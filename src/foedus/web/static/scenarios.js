// The list of scenarios: one duplicated, a file brought.
import { ask, keep, say } from "./app.js";

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
