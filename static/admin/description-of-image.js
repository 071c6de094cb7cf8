/* In page forms: a chosen picture proposes its description where that of the page is still empty, or
   still that of the picture chosen before. */
const told = "data-default-alt-text";

function fieldFor(chooser) {
  const id = chooser.id.replace(/-chooser$/, ""); // id_lead_image, id_photos-0-image, …-value-image
  const beside = [`${id}_alt`, id.replace(/image$/, "alt")];
  return beside.map((name) => name !== id && document.getElementById(name)).find(Boolean);
}

new MutationObserver((changes) => {
  for (const { target, oldValue } of changes) {
    const chooser = target.closest(".chooser");
    const field = chooser && fieldFor(chooser);
    if (!field || (field.value && field.value !== oldValue)) continue;
    field.value = target.getAttribute(told) ?? "";
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}).observe(document.documentElement, {
  subtree: true,
  attributeFilter: [told],
  attributeOldValue: true,
});
