// What happens on the server while a page is open: by a stream, else by asking again and again.
const PATIENCE = 6000;

// query: of /api/events. name: of its events. heard: takes each state. look: asks for the state.
export function follow(query, name, heard, look, every = 4000) {
  let stream = null;
  let timer = 0;
  let waited = 0;
  let polls = false;
  let ended = false;
  const close = () => {
    clearTimeout(waited);
    clearTimeout(timer);
    stream?.close();
    stream = null;
  };
  const tell = (state) => {
    if (heard(state) === false) { ended = true; close(); }
  };
  async function poll() {
    polls = true;
    try { tell(await look()); } catch { /* the server is away: asked again */ }
    if (!ended && !document.hidden) timer = setTimeout(poll, every);
  }
  function begin() {
    if (ended || document.hidden || stream) return;
    if (polls) { clearTimeout(timer); poll(); return; }
    const fall = () => { close(); poll(); };
    stream = new EventSource(`/api/events?${query}`);
    waited = setTimeout(fall, PATIENCE); // something on the way holds it back
    stream.addEventListener(name, (event) => { clearTimeout(waited); tell(JSON.parse(event.data)); });
    stream.addEventListener("error", () => { if (stream?.readyState === EventSource.CLOSED) fall(); });
  }
  // A browser has six connections to a server: a page that nobody sees holds none.
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else begin(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", begin);
  begin();
}
