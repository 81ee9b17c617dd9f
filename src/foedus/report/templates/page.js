"use strict";
// The page is whole without this script. It adds a choice of light or dark, files of data as JSON,
// and a mark at the part being read.
const root = document.documentElement;

const theme = document.getElementById("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
theme.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  name();
});
theme.setAttribute("aria-label", "Switch between light and dark");
dark.addEventListener("change", name);
name();
theme.hidden = false;

function save(file, value) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(value, null, 1) + "\n"], { type: "application/json" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
const data = (id) => JSON.parse(document.getElementById(id).textContent);
for (const button of document.querySelectorAll("button[data-figure]")) {
  const file = button.dataset.figure;
  button.addEventListener("click", () => {
    const { columns, rows } = data("figures")[file];
    save(`${file}.json`,
      rows.map((row) => Object.fromEntries(row.map((cell, at) => [columns[at], cell]))));
  });
  button.hidden = false;
}
for (const button of document.querySelectorAll("button[data-all]")) {
  button.addEventListener("click", () => save("assessment.json", data("assessment")));
  button.hidden = false;
}

const contents = document.querySelector(".contents details") ?? {};
const narrow = matchMedia("(max-width: 64rem)");
const fold = () => { contents.open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();

const links = new Map();
for (const link of document.querySelectorAll(".contents a")) links.set(link.hash.slice(1), link);
const seen = new Set();
const watch = new IntersectionObserver((entries) => {
  for (const each of entries) seen[each.isIntersecting ? "add" : "delete"](each.target.id);
  let marked = false;
  for (const [id, link] of links) {
    if (!marked && seen.has(id)) { link.setAttribute("aria-current", "true"); marked = true; }
    else link.removeAttribute("aria-current");
  }
}, { rootMargin: "-15% 0px -65% 0px" });
for (const id of links.keys()) watch.observe(document.getElementById(id));
