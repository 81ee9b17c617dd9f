// Pages of what takes longer, and the small forms of others.
import { ask, say } from "./app.js";

const working = document.querySelector("[data-job]");
if (working) {
  const { job } = working.dataset;
  let wait = 400;
  const look = async () => {
    try {
      const found = await ask(`/api/jobs/${job}`);
      if (["done", "failed"].includes(found.state)) { location.reload(); return; }
      if (found.state === "stopped") { working.querySelector("[data-said]").textContent = "Broken off."; return; }
      working.querySelector("[data-said]").textContent = `${found.said.charAt(0).toUpperCase()}${found.said.slice(1)} …`;
    } catch (error) {
      if (error.status === 404) { location.reload(); return; } // a new server, which begins again
    }
    wait = Math.min(wait * 1.3, 3000);
    setTimeout(look, wait);
  };
  setTimeout(look, wait);
  working.querySelector("[data-stop]")?.addEventListener("click", () => {
    ask(`/api/jobs/${job}`, { method: "DELETE" }).catch((error) => say(error.message, true));
  });
}
for (const form of document.querySelectorAll("form[data-submit]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
document.querySelector("[data-onto]")?.addEventListener("click", (event) => {
  const { onto, query } = event.currentTarget.dataset;
  const kept = new URLSearchParams(query);
  kept.delete("version");
  location.assign(`/board/${encodeURIComponent(onto)}?${kept}`);
});
