// The hypotheses of the claims page: worded, weighed, ranked, added and taken away.
import { ask, say } from "./app.js";

// at: of the page's twin. step: makes a change of the address. asked: the address as it is.
export function hypotheses({ at, step, asked }) {
  const form = document.querySelector("form.rivals");
  if (!form) return { fill() {} };
  const adding = document.getElementById("rival");
  const rows = () => [...form.querySelectorAll("[data-rival]")];
  const id = (row) => row.dataset.rival;
  const prior = (row) => Number(row.querySelector("[name=prior]").value);
  const round = (number) => Math.round(number * 1000) / 1000;

  // The list as an address has it; a new one keeps what it began as.
  const listed = () => {
    const told = new URLSearchParams(asked()).get("hypotheses");
    return told ? told.split(",") : rows().map(id);
  };
  const name = (each) => each.split(":")[0];
  // Chances that sum to 1: those of `set` as they are, the others in their proportions.
  const settled = (set, rest, sum) => {
    const all = new Map(set);
    const left = 1 - [...set.values()].reduce((one, two) => one + two, 0);
    for (const [key, chance] of rest) all.set(key, Math.max(0.001, round((chance / sum) * left)));
    const free = [...rest.keys()].filter((key) => !set.has(key));
    const most = (free.length ? free : [...all.keys()]).reduce((one, two) => (all.get(one) >= all.get(two) ? one : two));
    all.set(most, round(all.get(most) + 1 - [...all.values()].reduce((one, two) => one + two, 0)));
    return [...all].map(([key, chance]) => `${key}:${chance}`).join(",");
  };
  const now = () => new Map(rows().map((row) => [id(row), prior(row)]));
  const relist = (list, more = {}) => step({ hypotheses: list.join(","), ...more });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-rival]");
    if (!event.target.reportValidity()) return;
    if (event.target.name === "says") {
      const words = event.target.value.trim();
      step({ [`hypothesis.${id(row)}`]: words === event.target.dataset.saved ? null : words });
      return;
    }
    const set = new Map([[id(row), round(prior(row))]]);
    const rest = new Map([...now()].filter(([key]) => key !== id(row)));
    const sum = [...rest.values()].reduce((one, two) => one + two, 0);
    const told = settled(set, rest, sum);
    const order = rows().map(id);
    const chances = new Map(told.split(",").map((each) => each.split(":")));
    for (const each of rows()) each.querySelector("[name=prior]").value = chances.get(id(each));
    const same = rows().every((each) => each.dataset.prior && Number(chances.get(id(each))) === Number(each.dataset.prior));
    step({ priors: same ? null : order.map((key) => `${key}:${chances.get(key)}`).join(",") });
  });
  form.addEventListener("click", async (event) => {
    const row = event.target.closest("[data-rival]");
    const list = listed();
    const place = row ? list.findIndex((each) => name(each) === id(row)) : -1;
    const { rank } = event.target.dataset;
    if (rank) {
      const [moved] = list.splice(place, 1);
      list.splice(place + Number(rank), 0, moved);
      await relist(list, ordered(list));
      form.querySelector(`[data-rival="${CSS.escape(id(row))}"] [data-rank="${rank}"]`)?.focus();
    } else if ("drop" in event.target.dataset) {
      list.splice(place, 1);
      const rest = now();
      rest.delete(id(row));
      const sum = [...rest.values()].reduce((one, two) => one + two, 0);
      await relist(list, { priors: settled(new Map(), rest, sum), [`hypothesis.${id(row)}`]: null });
    }
  });
  // Priors that are set stand in the order of the list.
  const ordered = (list) => {
    const told = new URLSearchParams(asked()).get("priors");
    if (!told) return {};
    const chances = new Map(told.split(",").map((each) => each.split(":")));
    return { priors: list.map((each) => `${name(each)}:${chances.get(name(each))}`).join(",") };
  };
  adding?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { says, origin } = Object.fromEntries(new FormData(adding));
    if (rows().length >= Number(form.dataset.most)) {
      say(`A scenario weighs up to ${form.dataset.most} hypotheses`, true);
      return;
    }
    const query = asked();
    try {
      const found = await ask(`${at}/id?${query ? `${query}&` : ""}of=hypothesis&by=${encodeURIComponent(says)}`);
      const list = listed();
      const place = list.findIndex((each) => name(each) === origin);
      list.splice(place + 1, 0, `${found.id}:${origin}`);
      const chances = now();
      const half = round(chances.get(origin) / 2);
      chances.set(found.id, half).set(origin, round(chances.get(origin) - half));
      const priors = list.map((each) => `${name(each)}:${chances.get(name(each))}`).join(",");
      if (!await relist(list, { priors, [`hypothesis.${found.id}`]: says.trim() })) return;
      adding.reset();
      say("Added; not saved yet");
    } catch (error) { say(error.message, true); }
  });

  return {
    // What a change made of them: the same rows are kept, so that what is typed in one stays.
    fill(found) {
      const same = rows().map(id).join() === found.hypotheses.map((each) => each.id).join();
      if (!same) {
        form.innerHTML = found.rivals; // escaped where it was made
        document.querySelector("#chances [data-fields]").innerHTML = found.chances;
        if (adding) adding.elements.origin.innerHTML = found.origins;
        return;
      }
      for (const each of found.hypotheses) {
        const row = form.querySelector(`[data-rival="${CSS.escape(each.id)}"]`);
        if (row.contains(document.activeElement)) continue;
        row.querySelector("[name=says]").value = each.says;
        row.querySelector("[name=prior]").value = each.prior;
      }
    },
  };
}
