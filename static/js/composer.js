// The form of a message, made easier: marks by button, names completed, a preview that follows the
// text, a draft that keeps itself. Without this file everything still works by its buttons.

const PAUSE = 700; // milliseconds without a key before the preview is asked for
const KEEP = 2000; // … before the draft is kept
const WHOLE = /(^|[^\p{L}\p{N}_@/.\\])@(\[?)([^\s@[\]]*(?: [^\s@[\]]+)?)$/u;

const wait = (work, time) => {
  let timer;
  return (now) => {
    clearTimeout(timer);
    if (now) work();
    else timer = setTimeout(work, time);
  };
};

for (const form of document.querySelectorAll("form[data-composer]")) compose(form);

function compose(form) {
  const text = form.elements.texte;
  if (!text) return;
  const says = form.querySelector("[data-composer-says]");
  bar(form, text);
  preview(form, text);
  complete(form, text, says);
  if ("drafts" in form.dataset) keep(form, text);
  if (form.elements.titre) alike(form, form.elements.titre);
}

async function send(form, button, options) {
  const body = new FormData(form);
  body.set(button, "1");
  const headers = { "X-Requested-With": "composer" };
  return fetch(form.action, { method: "POST", body, headers, ...options });
}

// Marks ------------------------------------------------------------------------------------------

function put(text, start, end, words, from, to) {
  text.focus();
  text.setSelectionRange(start, end);
  // Deprecated, and the one way that Ctrl+Z undoes.
  if (!document.execCommand?.("insertText", false, words)) text.setRangeText(words, start, end, "end");
  text.setSelectionRange(from, to);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function around(text, mark, words) {
  const { selectionStart: start, selectionEnd: end, value } = text;
  const held = value.slice(start, end) || words;
  const from = start + mark.length;
  put(text, start, end, mark + held + mark, from, from + held.length);
}

function lines(text, mark) {
  const { selectionStart, selectionEnd, value } = text;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const words = value.slice(start, selectionEnd).split("\n").map((line) => mark + line).join("\n");
  put(text, start, selectionEnd, words, start + words.length, start + words.length);
}

function bar(form, text) {
  const tools = form.querySelector("[data-toolbar]");
  if (!tools) return;
  const { words, link } = tools.dataset;
  const marks = {
    bold: () => around(text, "**", words),
    italic: () => around(text, "*", words),
    quote: () => lines(text, "> "),
    list: () => lines(text, "- "),
    link() {
      const { selectionStart: start, selectionEnd: end, value } = text;
      const held = value.slice(start, end) || words;
      const from = start + held.length + 3;
      put(text, start, end, `[${held}](${link})`, from, from + link.length);
    },
  };
  tools.hidden = false;
  const buttons = [...tools.querySelectorAll("button")];
  buttons.forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  tools.addEventListener("click", (event) => marks[event.target.closest("button")?.dataset.mark]?.());
  tools.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const here = buttons.indexOf(document.activeElement);
    const next = buttons[(here + step + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  });
  text.addEventListener("keydown", (event) => {
    const mark = (event.ctrlKey || event.metaKey) && { b: "bold", i: "italic" }[event.key];
    if (!mark) return;
    event.preventDefault();
    marks[mark]();
  });
}

// Preview ----------------------------------------------------------------------------------------

function preview(form, text) {
  const button = form.querySelector("[data-preview-button]");
  const place = form.querySelector("[data-preview]");
  let shown = "";
  let turn = 0;
  place.id ||= "apercu-direct";
  button.setAttribute("aria-controls", place.id);
  button.setAttribute("aria-expanded", "false");
  const show = async () => {
    const now = text.value + (form.elements.titre?.value ?? "");
    if (place.hidden || now === shown) return;
    const mine = ++turn;
    const answer = await send(form, "apercu").catch(() => null);
    if (mine !== turn || !answer) return;
    if (answer.ok && !answer.redirected) {
      const page = await answer.text();
      const made = new DOMParser().parseFromString(page, "text/html").querySelector(".preview");
      // What is wrong with the text is said when it is sent: the last good preview stays.
      if (made && mine === turn) place.replaceChildren(made);
      shown = now;
    } else if (answer.headers.get("Content-Type")?.includes("json")) {
      place.textContent = (await answer.json()).words;
    }
  };
  const soon = wait(show, PAUSE);
  form.addEventListener("input", () => place.hidden || soon());
  button.addEventListener("click", (event) => {
    event.preventDefault();
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    shown = "";
    soon(true);
  });
}

// Drafts -----------------------------------------------------------------------------------------

function keep(form, text) {
  const state = form.querySelector("[data-draft-state]");
  const described = () =>
    [...form.querySelectorAll("[name^=description-]")].map((field) => field.name + field.value);
  const now = () => [text.value, form.elements.titre?.value, ...described()].join("\0");
  let kept = now();
  let gone = false;
  const save = async (options) => {
    if (gone || now() === kept) return;
    const held = now();
    const answer = await send(form, "brouillon", options).catch(() => null);
    const told = answer && !answer.redirected && (await answer.json().catch(() => null));
    if (!told) return;
    if (answer.ok) kept = held;
    state.textContent = told.words;
  };
  const soon = wait(save, KEEP);
  form.addEventListener("input", () => soon());
  form.addEventListener("submit", () => (gone = true)); // what is sent decides what is kept
  form.querySelector("[data-draft-button]")?.addEventListener("click", (event) => {
    event.preventDefault();
    kept = null;
    save();
  });
  addEventListener("pageshow", () => (gone = false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ keepalive: true });
  });
}

// Topics like this one ---------------------------------------------------------------------------

function alike(form, title) {
  const place = form.querySelector("[data-similar]");
  if (!place) return;
  let shown = "";
  const look = async () => {
    const asked = title.value.trim();
    if (asked === shown || asked.length < 4) return;
    shown = asked;
    const answer = await fetch(`${form.dataset.similarAt}?${new URLSearchParams({ titre: asked })}`)
      .catch(() => null);
    if (!answer?.ok || asked !== shown) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
  };
  title.addEventListener("input", wait(look, PAUSE).bind(null, false));
}

// Names ------------------------------------------------------------------------------------------

function complete(form, text, says) {
  const list = document.createElement("ul");
  list.className = "names";
  list.id = `${text.id}-noms`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.people || "@");
  list.hidden = true;
  text.after(list);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  let people = [];
  let chosen = 0;
  let turn = 0;

  const begun = () => {
    if (text.selectionStart !== text.selectionEnd) return null;
    return WHOLE.exec(text.value.slice(0, text.selectionStart));
  };
  const close = () => {
    turn++;
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    chosen = (place + people.length) % people.length;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    text.setAttribute("aria-activedescendant", list.children[chosen].id);
  };
  const take = () => {
    const found = begun();
    if (!found) return close();
    const end = text.selectionStart;
    const start = end - found[0].length + found[1].length;
    const words = `${people[chosen].text} `;
    put(text, start, end, words, start + words.length, start + words.length);
    close();
  };
  const show = () => {
    list.replaceChildren(
      ...people.map((person, at) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${at}`;
        row.setAttribute("role", "option");
        row.textContent = person.name;
        row.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(at);
          take();
        });
        return row;
      }),
    );
    list.hidden = false;
    choose(0);
    says.textContent = people.map((person) => person.name).join(", ");
  };
  const look = async () => {
    const found = begun();
    if (!found) return close();
    const mine = ++turn;
    const asked = new URLSearchParams({ q: found[3] });
    if (form.dataset.topic) asked.set("sujet", form.dataset.topic);
    const answer = await fetch(`${form.dataset.names}?${asked}`).catch(() => null);
    if (mine !== turn || !answer?.ok) return;
    ({ people } = await answer.json());
    if (mine !== turn) return;
    if (people.length) show();
    else close();
  };
  const soon = wait(look, 150);
  text.addEventListener("input", () => (begun() ? soon() : close()));
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const act = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: take,
      Tab: take,
      Escape: close,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
