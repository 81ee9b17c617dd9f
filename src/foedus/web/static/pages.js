// Pages of what takes longer, and the small forms of others.
import { ask, say } from "./app.js";
import { follow } from "./live.js";

const working = document.querySelector("[data-job]");
if (working) {
  const { job } = working.dataset;
  const said = working.querySelector("[data-said]");
  const stop = working.querySelector("[data-stop]");
  const ended = () => {
    said.textContent = "Broken off.";
    working.querySelector(".bar-of")?.remove();
    if (!stop) return;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Go back to the page";
    again.addEventListener("click", () => location.reload());
    stop.replaceWith(again);
    again.focus();
  };
  follow(new URLSearchParams({ job }), "job", (found) => {
    if (["done", "failed"].includes(found.state)) { location.reload(); return false; }
    if (found.state === "stopped") { ended(); return false; }
    said.textContent = `${found.said.charAt(0).toUpperCase()}${found.said.slice(1)} …`;
    return true;
  }, () => ask(`/api/jobs/${job}`).catch((error) => {
    if (error.status === 404) location.reload(); // a new server, which begins again
    throw error;
  }), 1000);
  stop?.addEventListener("click", () => {
    ask(`/api/jobs/${job}`, { method: "DELETE" }).then(() => {
      stop.disabled = true; // long work ends at its next step
      stop.textContent = "Breaking off …";
    }).catch((error) => say(error.message, true));
  });
}
// The work in hand: each job that runs is followed in its row.
for (const row of document.querySelectorAll("[data-runs]")) {
  const id = row.dataset.row;
  follow(new URLSearchParams({ job: id }), "job", (found) => {
    row.querySelector("[data-state]").textContent = found.state;
    row.querySelector("[data-at]").textContent = (found.error || found.said).split("\n")[0];
    const over = ["done", "failed", "stopped"].includes(found.state);
    if (over) row.querySelector("[data-stop]")?.remove();
    return !over;
  }, () => ask(`/api/jobs/${id}`), 1000);
}
for (const button of document.querySelectorAll("[data-row] [data-stop]")) {
  button.addEventListener("click", () => {
    ask(`/api/jobs/${button.dataset.stop}`, { method: "DELETE" }).catch((error) => say(error.message, true));
  });
}
document.querySelector("[data-refit]")?.addEventListener("click", async (event) => {
  try {
    await ask(`/api/models/${event.currentTarget.dataset.refit}/refit`, { method: "POST" });
    location.reload();
  } catch (error) { say(error.message, true); }
});
for (const form of document.querySelectorAll("form[data-submit]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
