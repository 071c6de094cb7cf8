/* « Publier un document »: a title and a kind from the name of the chosen file, where none is yet. */
const form = document.querySelector("[data-document]");
const { file, title, kind } = form.elements;
const hints = Object.entries(JSON.parse(form.dataset.hints));
let proposed = "";

document.querySelector("[data-errors]")?.focus();

file.addEventListener("change", () => {
  const name = file.files[0]?.name;
  if (!name) return;
  const words = name.replace(/\.[^.]+$/, "").replace(/[\s_.-]+/g, " ").trim();
  if (!title.value || title.value === proposed) {
    proposed = words.charAt(0).toUpperCase() + words.slice(1, 255);
    title.value = proposed;
  }
  if (!kind.value) kind.value = kindOf(words);
});

function kindOf(words) {
  const plain = ` ${words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()} `;
  const found = hints.find(([, names]) => names.some((name) => plain.includes(` ${name} `)));
  return found ? found[0] : "";
}
