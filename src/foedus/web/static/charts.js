// The board's charts: drawn once, patched ever after; what hovering tells is told to the keys too.
const all = (selector) => [...document.querySelectorAll(selector)];
const views = {};

export async function draw(documents, told) {
  const { vegaEmbed } = await import("/assets/vega.js");
  for (const figure of all("figure.live")) {
    const name = figure.dataset.chart;
    const place = figure.querySelector(".drawing");
    const { view } = await vegaEmbed(place, structuredClone(documents[name]), {
      mode: "vega", ast: true, renderer: "svg", actions: false, defaultStyle: false, hover: false,
      tooltip: false,
    });
    views[name] = { view, place, figure, at: -1, readings: [] };
    new ResizeObserver(() => fit(views[name])).observe(figure);
    reach(views[name]);
    patch(name, told().charts[name]);
  }
  document.documentElement.dataset.drawn = "yes";
}
function width(chart) {
  const padding = chart.view.padding();
  return Math.max(200, Math.floor(chart.figure.clientWidth) - padding.left - padding.right);
}
function fit(chart) {
  if (width(chart) !== chart.view.width()) chart.view.width(width(chart)).runAsync();
}
function patch(name, chart) {
  const kept = views[name];
  if (!kept) return null;
  for (const [signal, number] of Object.entries(chart.signals)) kept.view.signal(signal, number);
  for (const [data, rows] of Object.entries(chart.data)) kept.view.data(data, rows);
  kept.readings = chart.readings;
  kept.first = chart.signals.first;
  kept.view.width(width(kept));
  return kept.view.runAsync();
}
function reach(chart) {
  const reading = chart.figure.querySelector(".reading");
  const tell = (at) => {
    chart.at = at;
    reading.textContent = chart.readings[at] ?? "";
    if (chart.first !== undefined) {
      chart.view.signal("at", at < 0 ? null : chart.first + at + 1).runAsync();
    }
  };
  const nearest = (at) => tell(Math.max(0, Math.min(chart.readings.length - 1, at)));
  chart.place.addEventListener("keydown", (event) => {
    const to = { ArrowRight: chart.at + 1, ArrowDown: chart.at + 1, ArrowLeft: chart.at - 1,
      ArrowUp: chart.at - 1, Home: 0, End: chart.readings.length - 1, Escape: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (event.key === "Escape") tell(-1); else nearest(to);
  });
  chart.place.addEventListener("pointermove", (event) => {
    const box = chart.place.querySelector("svg")?.getBoundingClientRect();
    if (!box || !chart.readings.length) return;
    const padding = chart.view.padding();
    if (chart.first === undefined) {
      nearest(Math.floor((event.clientY - box.top - padding.top) / (chart.view.height() / chart.readings.length)));
      return;
    }
    const year = chart.view.scale("x").invert(event.clientX - box.left - padding.left);
    nearest(Math.round(year) - chart.first - 1);
  });
  chart.place.addEventListener("pointerleave", () => tell(-1));
}
// An answer put into titles, tables and drawings; done when all is painted.
export function fill(answer) {
  for (const [name, html] of Object.entries(answer.tables)) {
    const table = document.querySelector(`[data-table="${name}"]`);
    table.stale = html;
    if (table.closest("details").open) freshen(table);
  }
  return Promise.all(Object.entries(answer.charts).map(([name, chart]) => {
    const figure = document.querySelector(`figure[data-chart="${name}"]`);
    figure.querySelector(".drawing").setAttribute("aria-label", chart.alt);
    figure.querySelector("h2").textContent = chart.title;
    figure.querySelector("[data-note]").textContent = chart.note;
    return patch(name, chart);
  }));
}
function freshen(table) {
  if (!table.stale) return;
  table.innerHTML = table.stale; // escaped where it was made
  table.stale = "";
}
for (const details of all("figure.live details")) {
  details.addEventListener("toggle", () => { if (details.open) freshen(details.querySelector("[data-table]")); });
}
