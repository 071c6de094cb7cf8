// « À la relecture »: findings follow each save, and each leads to its field or block.

import { words } from "./words.js";

const form = document.querySelector("[data-edit-form]");
const pageOf = () => form?.action.match(/\/pages\/(\d+)\/edit\//)?.[1];

const placeOf = (path) => {
  const [field, block] = path.split(".");
  if (block) {
    const child = document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    if (child) return child;
  }
  return (
    document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`) ??
    document.getElementById(`id_${field}`) ??
    document.getElementById(`panel-child-contenu-${field}-section`)
  );
};

const lead = (panel) => {
  for (const finding of panel.querySelectorAll("[data-finding-path]")) {
    const place = finding.dataset.findingPath && placeOf(finding.dataset.findingPath);
    const what = finding.querySelector(".q-finding__what");
    if (!place || !what || what.querySelector("button")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = what.textContent;
    button.addEventListener("click", () => {
      place.scrollIntoView({ block: "center" });
      place.querySelector("input:not([type=hidden]), textarea, [contenteditable=true]")?.focus();
    });
    what.replaceChildren(button);
  }
};

const refresh = async () => {
  const panel = document.querySelector("[data-findings]");
  const page = pageOf();
  if (!panel || !page) return;
  const answer = await fetch(words.checks.replace("/0/", `/${page}/`)).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  panel.innerHTML = await answer.text();
  lead(panel);
};

if (form) {
  document.addEventListener("w-autosave:success", () => {
    document.querySelector("[data-starting]")?.setAttribute("hidden", "");
    refresh();
  });
  const panel = document.querySelector("[data-findings]");
  if (panel) lead(panel);
}
