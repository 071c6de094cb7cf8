// A form that came back with errors says all of them at its top, each leading to its field: on a
// phone the red words are three screens away.

import { notice, say } from "./words.js";

const form = document.querySelector("form[data-edit-form]");
const clean = (text) => (text ?? "").replace(/[\s*]+/g, " ").trim();

const labelOf = (error) => {
  const panel = error.closest("section.w-panel");
  const field = error.closest("[data-field-wrapper], .w-field__wrapper");
  const words = [
    clean(panel?.querySelector("[data-panel-heading-text], .w-panel__heading")?.textContent),
    clean(
      (error.closest(".w-panel__wrapper") ?? field)?.querySelector("label, .w-field__label")
        ?.textContent,
    ),
  ];
  if (!words.some(Boolean)) words.push(clean(field?.querySelector("[placeholder]")?.placeholder));
  return [...new Set(words.filter(Boolean))].join(" · ");
};

const show = (error) => {
  const closed = error.closest("[role=tabpanel][hidden]");
  if (closed) document.querySelector(`[role=tab][href="#${closed.id}"]`)?.click();
  error.scrollIntoView({ block: "center" });
  const field = error.closest("[data-field-wrapper], .w-field__wrapper, section, [data-contentpath]");
  field?.querySelector("input:not([type=hidden]), textarea, select, [contenteditable=true]")?.focus();
};

const tell = () => {
  const errors = [...form.querySelectorAll(".error-message, .help-critical")].filter(
    (error) => clean(error.textContent) && !error.querySelector(".error-message"),
  );
  if (!errors.length) return;
  const buttons = errors.map((error) => ({
    label: [labelOf(error), clean(error.textContent)].filter(Boolean).join(" : "),
    secondary: true,
    act: () => show(error),
  }));
  const box = notice(form, "missing", [say("missing")], { warning: true, buttons });
  box.tabIndex = -1;
  box.focus();
};

if (form && document.querySelector(".messages .error")) {
  requestAnimationFrame(() => setTimeout(tell, 300)); // blocks draw themselves first
}
