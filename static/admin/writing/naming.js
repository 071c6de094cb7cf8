// Draftail's fields have no name of their own: whoever listens hears the label above them.

const FIELDS = ".public-DraftEditor-content:not([aria-label])";

const nameOf = (field) => {
  const near = field.closest(".w-panel__wrapper, [data-field-wrapper]")?.querySelector("label");
  const panel = field.closest("section.w-panel");
  const words = near ?? panel?.querySelector("[data-panel-heading-text], .w-panel__heading");
  return (words?.textContent ?? "").replace(/[\s*]+/g, " ").trim();
};

const nameAll = () => {
  for (const field of document.querySelectorAll(FIELDS)) {
    const name = nameOf(field);
    if (name) field.setAttribute("aria-label", name);
  }
};

const form = document.querySelector("form[data-edit-form]");
if (form) {
  nameAll();
  new MutationObserver(nameAll).observe(form, { childList: true, subtree: true });
}
