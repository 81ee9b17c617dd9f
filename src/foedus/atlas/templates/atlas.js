(() => {
  "use strict";
  const table = document.querySelector("section[id$=\"-pairs\"] table");
  const box = document.getElementById("search");
  if (!table || !box) return;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const rows = [...table.tBodies[0].rows].map((row) => [row, plain(row.textContent)]);
  const told = document.getElementById("shown");
  const show = () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [row, text] of rows) {
      const on = words.every((word) => text.includes(word));
      row.hidden = !on;
      count += on;
    }
    told.textContent = `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`;
  };
  box.closest(".search").hidden = false;
  box.addEventListener("input", show);
  show();
})();
