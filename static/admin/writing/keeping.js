// Words outlive a lost connection or an expired session: what a form held is kept in this tab (never
// longer, and for no other tab) and offered again when its writer comes back to the same form.

import { notice, say, words } from "./words.js";

const KEY = "quartiers-unsaved";
const form = document.querySelector("form[data-edit-form]");

const read = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
};
const forget = () => sessionStorage.removeItem(KEY);

const keep = () => {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const held = { address: new URL(form.action).pathname, when: new Date().toLocaleString(), fields };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(held));
  } catch {
    // No room, or not allowed: the form is still on the screen.
  }
};

const restore = async ({ address, fields }, box) => {
  const body = new FormData();
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of fields) {
    body.append(name, name === "csrfmiddlewaretoken" ? token : value);
  }
  const answer = await fetch(address, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": token },
  })
    .then((response) => response.json())
    .catch(() => null);
  if (!answer?.success) {
    notice(box.parentElement, "failed", [answer?.error_message ?? say("failed")], { warning: true });
    return;
  }
  forget();
  window.location.assign(answer.url ?? address);
};

const offer = (held) =>
  notice(form, "found", [say("found", { when: held.when })], {
    warning: true,
    buttons: [
      { label: words.restore, act: (box) => restore(held, box) },
      {
        label: words.forget,
        secondary: true,
        act: (box) => {
          forget();
          box.remove();
        },
      },
    ],
  });

const NOT_WRITTEN = /^(csrfmiddlewaretoken|next|loaded_revision_|overwrite_revision_id|comments-)/;
const written = (data) =>
  JSON.stringify(
    [...data].filter(([name, value]) => typeof value === "string" && !NOT_WRITTEN.test(name)),
  );
const saveAgain = () => form.setAttribute("data-w-unsaved-force-value", "true");

const leave = () => {
  // The words are kept: no need to ask whether one really wants to go.
  window.addEventListener("w-unsaved:confirm", (event) => event.preventDefault(), { once: true });
  window.location.reload();
};

if (form) {
  const held = read();
  // A form that came back with its errors, or a message of success, holds the words itself.
  const answered = document.querySelector(".messages .success, .messages .error");
  if (held && answered) forget();
  else if (held?.address === window.location.pathname) offer(held);
  // Words of before wait for their writer to say what becomes of them: nothing replaces them.
  const isOffered = () => Boolean(form.querySelector('[data-notice="found"]'));

  // Wagtail compares with what the form holds two seconds after it came: what a quick hand types
  // before then would count as having always been there, and not be saved.
  const EARLY = ["beforeinput", "input", "paste"];
  let isEarly = false;
  const note = () => {
    isEarly = true;
  };
  EARLY.forEach((name) => form.addEventListener(name, note));
  const compare = () => {
    EARLY.forEach((name) => form.removeEventListener(name, note));
    if (isEarly) saveAgain();
  };
  document.addEventListener("w-unsaved:watch-edits", compare, { once: true });

  // In the same way, what is typed while a draft is on its way counts as saved when it has arrived.
  let sent = null;
  document.addEventListener("w-autosave:save", ({ detail }) => {
    sent = written(detail.formData);
  });
  document.addEventListener("w-autosave:success", () => {
    if (sent !== null && sent !== written(new FormData(form))) saveAgain();
  });

  form.addEventListener("submit", () => isOffered() || keep());
  document.addEventListener("w-autosave:success", () => {
    if (isOffered()) return;
    forget();
    form.querySelector('[data-notice="kept"]')?.remove();
  });
  document.addEventListener("w-autosave:error", ({ detail }) => {
    if (isOffered()) return;
    keep();
    if (!["network_error", "server_error"].includes(detail?.type)) return;
    notice(form, "kept", [say("kept")], {
      warning: true,
      buttons: [{ label: words.again, act: leave }],
    });
  });
} else if (document.querySelector(".messages .success, [data-words-are-saved]")) {
  forget();
}
