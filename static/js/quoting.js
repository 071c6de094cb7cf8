// Text selected in a message can be quoted, just that; and the notice that a message can still be
// taken back goes when it no longer can.

const field = document.querySelector("form[data-composer] [name=texte]");
const button = document.createElement("button");
let passage;

function quoted(post, words) {
  const lines = words.trim().split("\n").map((line) => `> ${line}`.trimEnd());
  return [`> ${post.dataset.quotable}`, ">", ...lines, "", ""].join("\n");
}

function add(post, words) {
  const before = field.value.trimEnd();
  field.value = (before && `${before}\n\n`) + quoted(post, words);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.scrollIntoView({ block: "center" });
}

// A card shows the words of what it leads to: the message itself has an address there.
function plain(part) {
  for (const card of part.querySelectorAll("[data-address]"))
    card.textContent = card.dataset.address;
  return part;
}

function words(part) {
  const parts = [...plain(part).children].map((one) => one.textContent.trim());
  return parts.filter(Boolean).join("\n\n").slice(0, 1500);
}

// What the message says itself: the words that it quotes are somebody else's.
function own(post) {
  const copy = post.cloneNode(true);
  for (const quote of copy.querySelectorAll("blockquote")) quote.remove();
  return words(copy);
}

function selected() {
  const selection = getSelection();
  const said = selection.toString().trim().slice(0, 1500);
  if (!said || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest("[data-quotable]");
  const around = range.commonAncestorContainer;
  const inside = (around.closest ? around : around.parentElement).closest("[data-address]");
  if (inside || !start?.contains(range.endContainer)) return null;
  const part = range.cloneContents();
  return { post: start, words: part.querySelector("[data-address]") ? words(part) : said, range };
}

function offer() {
  passage = selected();
  button.hidden = !passage;
  if (!passage) return;
  const { post, range } = passage;
  const box = range.getBoundingClientRect();
  const frame = post.getBoundingClientRect();
  post.after(button);
  button.style.setProperty("--below", `${box.bottom - frame.top + 6}px`);
}

function go({ post, words }) {
  if (field) return add(post, words);
  const link = post.parentElement.querySelector("[data-quote]");
  const address = new URL(link.href);
  address.searchParams.set("passage", words);
  location.assign(address);
}

const first = document.querySelector("[data-quote]");
if (first) {
  button.type = "button";
  button.className = "button quote-passage";
  button.textContent = first.dataset.quote;
  button.hidden = true;
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    const taken = passage;
    getSelection().removeAllRanges();
    button.hidden = true;
    if (taken) go(taken);
  });
  document.addEventListener("selectionchange", offer);
  if (field)
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-quote]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const post = link.closest(".post").querySelector("[data-quotable]");
      add(post, own(post));
    });
}

for (const notice of document.querySelectorAll("[data-undo]"))
  setTimeout(() => notice.querySelector("form").remove(), notice.dataset.undo * 1000);
