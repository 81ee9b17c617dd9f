(() => {
  "use strict";
  const FIRST = 100, PAGES = 8;
  const table = document.querySelector("section[id$=\"-pairs\"] table");
  const box = document.getElementById("search");
  if (!table || !box) return;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const rows = [...table.tBodies[0].rows].map((row) => [row, plain(row.textContent)]);
  const states = [...document.querySelectorAll(".states a")].map((a) => [a, plain(a.textContent)]);
  const byName = new Map(states.map(([a]) => [a.textContent, a.href]));
  const told = document.getElementById("shown"), all = document.getElementById("all");
  const found = document.getElementById("found");
  const number = (count) => count.toLocaleString("en");
  let most = FIRST;
  const show = () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    const fits = (text) => words.every((word) => text.includes(word));
    let count = 0;
    for (const [row, text] of rows) {
      const on = fits(text);
      count += on;
      row.hidden = !on || count > most;
    }
    const shown = Math.min(count, most);
    told.textContent = `${number(shown)} shown of ${number(count)} found, ${number(rows.length)} in all`;
    all.hidden = shown === count;
    const pages = words.length ? states.filter(([, text]) => fits(text)).slice(0, PAGES) : [];
    found.replaceChildren(...pages.map(([a]) => a.cloneNode(true)));
    found.hidden = !pages.length;
  };
  document.querySelector(".search").hidden = false;
  box.addEventListener("input", () => { most = FIRST; show(); });
  all.addEventListener("click", () => { most = Infinity; show(); box.focus(); });
  // A state on a map leads to its page; where a finger misses a small island, the nearest does.
  const REACH = 14;
  const named = (shape) => shape && byName.get((shape.querySelector(":scope > title") || {}).textContent);
  for (const map of document.querySelectorAll("figure.wide > svg")) {
    map.addEventListener("click", (event) => {
      let href = event.target.tagName === "circle" ? named(event.target) : undefined, least = REACH;
      for (const ring of href ? [] : map.querySelectorAll("circle")) {
        const at = ring.getBoundingClientRect();
        const far = Math.hypot(at.x + at.width / 2 - event.clientX, at.y + at.height / 2 - event.clientY);
        if (far < least) { least = far; href = named(ring) || href; }
      }
      href = href || named(event.target);
      if (href) location.assign(href);
    });
  }
  show();
})();
