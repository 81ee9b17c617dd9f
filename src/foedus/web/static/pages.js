// Pages of what takes longer, and the small forms of others.
import { ask, say } from "./app.js";
import { follow } from "./live.js";

const working = document.querySelector("[data-job]");
if (working) {
  const { job } = working.dataset;
  const said = working.querySelector("[data-said]");
  follow(new URLSearchParams({ job }), "job", (found) => {
    if (["done", "failed"].includes(found.state)) { location.reload(); return false; }
    if (found.state === "stopped") { said.textContent = "Broken off."; return false; }
    said.textContent = `${found.said.charAt(0).toUpperCase()}${found.said.slice(1)} …`;
    return true;
  }, () => ask(`/api/jobs/${job}`).catch((error) => {
    if (error.status === 404) location.reload(); // a new server, which begins again
    throw error;
  }), 1000);
  working.querySelector("[data-stop]")?.addEventListener("click", () => {
    ask(`/api/jobs/${job}`, { method: "DELETE" }).catch((error) => say(error.message, true));
  });
}
for (const form of document.querySelectorAll("form[data-submit]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
