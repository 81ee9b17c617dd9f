// Steps of one scenario in one tab, on whichever page they were made: 100 back, and forth again.
const MOST = 100;
const OWN = /^(grade|moves|likelihood|claim|hypothesis)\.|^(claims|hypotheses|priors)$/;

export const ofClaims = (key) => OWN.test(key);
export const ofView = (key) => key === "version" || key === "protege";
export const bare = (made) => made.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3B", ";");
export const changes = (text) => [...new URLSearchParams(text)].filter(([key]) => !ofView(key) && key !== "years").length;

// A page's address with a query; also of every page that is about the same board.
export function carry(text) {
  for (const link of document.querySelectorAll(".bar nav a, [data-carries]")) {
    link.href = `${link.pathname}${text ? `?${text}` : ""}`;
  }
}

export function steps(name) {
  const place = `steps of ${name}`;
  let kept = { past: [], future: [] };
  try { kept = JSON.parse(sessionStorage.getItem(place)) ?? kept; } catch { /* begins anew */ }
  const keep = () => { try { sessionStorage.setItem(place, JSON.stringify(kept)); } catch { /* of this page alone */ } };
  const back = (from, to, now) => {
    if (!from.length) return null;
    to.push(now);
    const text = from.pop();
    keep();
    return text;
  };
  return {
    done(before) { kept = { past: [...kept.past, before].slice(-MOST), future: [] }; keep(); },
    undo: (now) => back(kept.past, kept.future, now),
    redo: (now) => back(kept.future, kept.past, now),
    refused() { kept.past.pop(); keep(); },
    clear() { kept = { past: [], future: [] }; keep(); },
    get past() { return kept.past.length; },
    get future() { return kept.future.length; },
  };
}
