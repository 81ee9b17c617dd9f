// The review: words are chosen by mouse or by key, said something of, and answered.
import { action, ask, say } from "./app.js";

const sheet = document.querySelector(".review");
const { name, opened } = sheet.dataset;
const at = `/api/review/${encodeURIComponent(name)}`;
const dialog = document.getElementById("write");
const quoted = dialog.querySelector("blockquote");
const body = dialog.querySelector("textarea");
let send = null;

function write(title, quote, text, to) {
  dialog.querySelector("h2").textContent = title;
  quoted.textContent = quote;
  quoted.hidden = !quote;
  body.value = text;
  send = to;
  dialog.showModal();
  body.focus();
}
function post(said) {
  return { body: said, opened, trap: dialog.querySelector("[name=trap]").value };
}
async function done(promise, said) {
  try {
    const made = await promise;
    say(made?.standing === "held" ? "An editor will look at it." : said);
    const mark = made?.anchor ? `#c-${made.id}` : "";
    if (mark) history.replaceState(null, "", mark);
    location.reload();
  } catch (error) { say(error.message, true); }
}
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!body.value.trim()) return;
  dialog.close();
  done(send(post(body.value)), "Said.");
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

// Words of one passage: what is selected in it, or all of it. Code points, as the text is counted.
const points = (text) => [...text].length;
function chosen() {
  const picked = getSelection();
  const inside = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest("[data-start]");
  const passage = inside(picked.anchorNode) ?? document.activeElement?.closest?.("[data-start]");
  if (!passage) return null;
  const start = Number(passage.dataset.start);
  const { section } = passage.closest("[data-section]").dataset;
  const text = passage.textContent;
  if (picked.isCollapsed || inside(picked.focusNode) !== inside(picked.anchorNode)) {
    return { section, quote: text, start };
  }
  const range = picked.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(passage);
  before.setEnd(range.startContainer, range.startOffset);
  return { section, quote: range.toString(), start: start + points(before.toString()) };
}
function comment() {
  const words = chosen();
  if (!words) { say("Select some words, or move to a passage with Tab."); return; }
  write("Comment", words.quote, "", (said) => ask(`${at}/comments`, { method: "POST", body: { ...words, ...said } }));
}
const bubble = document.createElement("button");
bubble.type = "button";
bubble.className = "bubble primary";
bubble.textContent = "Comment";
bubble.hidden = true;
bubble.addEventListener("mousedown", (event) => event.preventDefault());
bubble.addEventListener("click", () => { bubble.hidden = true; comment(); });
document.body.append(bubble);
document.addEventListener("selectionchange", () => {
  const picked = getSelection();
  const passage = picked.anchorNode?.parentElement?.closest(".words [data-start]");
  bubble.hidden = picked.isCollapsed || !passage || picked.rangeCount === 0;
  if (bubble.hidden) return;
  const box = picked.getRangeAt(0).getBoundingClientRect();
  bubble.style.left = `${Math.max(8, box.left + scrollX)}px`;
  bubble.style.top = `${box.bottom + scrollY + 6}px`;
});
action("Comment on these words", "n", comment);
const passages = [...document.querySelectorAll(".words [data-start]")];
const step = (by) => {
  const now = passages.indexOf(document.activeElement);
  passages[Math.max(0, Math.min(passages.length - 1, now + by))]?.focus();
};
action("Next passage", "j", () => step(1));
action("Passage before", "k", () => step(-1));

// The parts of a passage's text nodes between two places of its text; cells have one each.
function pieces(passage, first, last) {
  const found = [];
  let seen = 0;
  const walk = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const [start, end] = [Math.max(first - seen, 0), Math.min(last - seen, node.length)];
    if (start < end && node.data.slice(start, end).trim()) found.push([node, start, end]);
    seen += node.length;
  }
  return found;
}

// What has a comment is marked, in the text itself.
for (const thread of document.querySelectorAll(".thread[data-at]")) {
  const { section, comment: id } = thread.dataset;
  const [from, length] = [Number(thread.dataset.at), Number(thread.dataset.length)];
  const passage = [...document.querySelectorAll(`.part[data-section="${CSS.escape(section)}"] [data-start]`)]
    .findLast((each) => Number(each.dataset.start) <= from);
  if (!passage) continue;
  const letters = [...passage.textContent];
  const first = letters.slice(0, from - Number(passage.dataset.start)).join("").length;
  const last = first + letters.slice(from - Number(passage.dataset.start)).slice(0, length).join("").length;
  const marks = pieces(passage, first, last).map(([node, start, end]) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const mark = document.createElement("mark");
    mark.title = thread.querySelector(".said").textContent;
    if (thread.classList.contains("settled")) mark.classList.add("settled");
    range.surroundContents(mark);
    mark.addEventListener("click", () => thread.scrollIntoView({ block: "center" }));
    return mark;
  });
  thread.querySelector("blockquote").addEventListener("click", () => marks[0]?.scrollIntoView({ block: "center" }));
  if (location.hash === `#c-${id}`) thread.scrollIntoView({ block: "center" });
}

document.getElementById("show-settled").addEventListener("change", (event) => {
  sheet.classList.toggle("all", event.target.checked);
});
sheet.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const id = button.closest("[data-comment]")?.dataset.comment;
  if (button.matches("[data-answer]")) {
    write("Answer", button.closest(".thread").querySelector("blockquote").textContent, "",
      (said) => ask(`${at}/comments/${id}/answers`, { method: "POST", body: said }));
  } else if (button.matches("[data-reword]")) {
    const one = button.closest("[data-post]");
    write("Reword", "", one.querySelector(".said").textContent,
      (said) => ask(`${at}/posts/${one.dataset.post}`, { method: "PUT", body: said }));
  } else if (button.matches("[data-fate=open]")) {
    done(ask(`${at}/comments/${id}/fate`, { method: "PUT", body: { resolved: false } }), "Open again.");
  } else if (button.matches("[data-fate=resolved]")) {
    write("How was it dealt with?", "", "",
      (said) => ask(`${at}/comments/${id}/fate`, { method: "PUT", body: { resolved: true, note: said.body } }));
  } else if (button.matches("[data-shown]")) {
    const held = button.closest("[data-held]").dataset.held;
    done(ask(`/api/review/held/${held}`, { method: "PUT", body: { shown: button.dataset.shown === "true" } }), "Done.");
  } else if (button.matches("[data-withdraw]")) {
    const guest = button.closest("[data-invitation]").dataset.invitation;
    done(ask(`/api/review/invitations/${guest}`, { method: "DELETE" }), "Withdrawn.");
  }
});
document.getElementById("invite")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  try {
    const made = await ask(`${at}/invitations`, {
      method: "POST", body: { reviewer: form.get("reviewer"), days: Number(form.get("days")) },
    });
    const shown = document.getElementById("link");
    shown.hidden = false;
    shown.querySelector("input").value = made.link;
    shown.querySelector("input").select();
    say("Send the link to the reviewer; it is not kept here.");
  } catch (error) { say(error.message, true); }
});
