/* « Modération »: keys for who reads many cases, and a form that asks only for what it needs.
   Everything works without it. */

const SWITCH = "quartiers-moderation-keys";
const place = document.querySelector("[data-case-keys]");
const form = document.querySelector("[data-case-form]");

// The form: rule and reason only for what takes something away.
if (form) {
  const parts = [...form.querySelectorAll("[data-for]")];
  const chosen = () => form.querySelector("[name=decision]:checked")?.value ?? "";
  const settle = () => {
    for (const part of parts) part.hidden = !part.dataset.for.split(" ").includes(chosen());
  };
  form.addEventListener("change", settle);
  settle();

  // The reason begins with a sentence about the rule, as long as nobody has written another one.
  const rule = form.querySelector("[name=regle]");
  const reason = form.querySelector("[name=motif]");
  const sentences = (key) =>
    [...form.querySelectorAll(`[data-rule="${key}"] li`)].map((line) => line.textContent);
  let offered = reason.value;
  rule.addEventListener("change", () => {
    if (reason.value.trim() && reason.value !== offered) return;
    offered = reason.value = sentences(rule.value)[0] ?? "";
  });

  // A picture that is ticked is masked: nothing else of the decision does that.
  for (const picture of document.querySelectorAll("[data-case-picture]")) {
    picture.addEventListener("change", () => {
      if (picture.checked) form.querySelector("[name=decision][value=masked]").click();
    });
  }

  const passages = form.querySelector("[name=passages]");
  const source = document.querySelector("[data-case-source]");
  const cover = document.querySelector("[data-case-cover]");
  if (passages && source && cover) {
    cover.hidden = false;
    cover.addEventListener("click", () => {
      const selection = getSelection();
      if (!source.contains(selection.anchorNode) || !source.contains(selection.focusNode)) return;
      const words = selection.toString().split(/\s+/).filter(Boolean).join(" ");
      if (!words) return;
      passages.value = [...passages.value.split("\n").filter(Boolean), words].join("\n");
      form.querySelector("[name=decision][value=masked]").click();
    });
  }
}

// The keys, which their reader may turn off (WCAG 2.1.4).
if (place) {
  const help = document.querySelector("[data-case-keys-help]");
  const wanted = help?.querySelector("[data-case-keys-switch]");
  if (help) {
    help.hidden = false;
    wanted.checked = localStorage.getItem(SWITCH) !== "off";
    wanted.addEventListener("change", () => {
      localStorage.setItem(SWITCH, wanted.checked ? "on" : "off");
    });
  }
  const rows = [...place.querySelectorAll("[data-case]")];
  let here = -1;
  const go = (step) => {
    rows[here]?.classList.remove("is-here");
    here = Math.min(rows.length - 1, Math.max(0, here + step));
    rows[here]?.classList.add("is-here");
    rows[here]?.querySelector("[data-case-link]").focus();
  };
  const open = (decision) => {
    const link = rows[here]?.querySelector("[data-case-link]");
    if (link) location.assign(decision ? `${link.href}?decision=${decision}` : link.href);
  };
  const outcomes = { 1: "kept", 2: "masked", 3: "hidden", 4: "illegal" };
  const queue = {
    j: () => go(1),
    k: () => go(-1),
    o: () => open(),
    1: () => {
      const tick = rows[here]?.querySelector("[name=dossier]");
      if (tick) tick.click();
      else open("kept"); // a part of it is withheld: nobody keeps that unseen
    },
    2: () => open("masked"),
    3: () => open("hidden"),
    4: () => open("illegal"),
  };
  const one = {
    j: () => place.dataset.after && location.assign(place.dataset.after),
    k: () => place.dataset.before && location.assign(place.dataset.before),
  };
  for (const [key, value] of Object.entries(outcomes)) {
    one[key] = () => {
      const choice = form?.querySelector(`[name=decision][value=${value}]`);
      choice?.click();
      choice?.focus();
    };
  }
  const keys = place.dataset.caseKeys === "queue" ? queue : one;
  document.addEventListener("keydown", (event) => {
    if (!wanted?.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    if (event.target.isContentEditable || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
