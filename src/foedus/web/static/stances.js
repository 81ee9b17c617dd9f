// What a claim moves: a line for each issue and actor, in a form; ``issue:actor:toward:low:high``.
const actors = JSON.parse(document.getElementById("actors").textContent);
const template = document.getElementById("stance");

export function stances(form) {
  const place = form.querySelector(".stances");
  if (!place) return { show: () => {}, value: () => "none", entries: () => [] };
  const field = (row, name) => row.querySelector(`[name=${name}]`);
  function offer(row, chosen = "") {
    const names = actors[field(row, "issue").value] ?? [];
    field(row, "actor").replaceChildren(...names.map((each) => new Option(each, each, false, each === chosen)));
  }
  function line(text = "") {
    const row = template.content.firstElementChild.cloneNode(true);
    const [issue, ...rest] = text.split(":");
    const [high, low, toward] = [rest.pop(), rest.pop(), rest.pop()];
    if (text) field(row, "issue").value = issue;
    offer(row, rest.join(":"));
    for (const [name, number] of Object.entries({ toward, low, high })) field(row, name).value = number ?? "";
    field(row, "issue").addEventListener("change", (event) => { offer(row); event.stopPropagation(); });
    row.querySelector("[data-without]").addEventListener("click", () => row.remove());
    place.append(row);
    return row;
  }
  form.querySelector("[data-stance]").addEventListener("click", () => field(line(), "issue").focus());
  const rows = () => [...place.children].map((row) => Object.fromEntries(
    ["issue", "actor", "toward", "low", "high"].map((name) => [name, field(row, name).value])));
  return {
    show(text) {
      place.replaceChildren();
      if (text !== "none") for (const each of text.split(";")) line(each);
    },
    value: () => rows().map((each) => [each.issue, each.actor, each.toward, each.low, each.high].join(":")).join(";") || "none",
    entries: () => rows().map(({ issue, actor, ...ends }) => ({ issue, actor,
      ...Object.fromEntries(Object.entries(ends).filter(([, text]) => text !== "").map(([key, text]) => [key, Number(text)])) })),
  };
}
