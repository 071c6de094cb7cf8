// A colour's two fields show the same; a refused form opens on its first mistake.

const HEX = /^#[0-9a-f]{6}$/i;

for (const setting of document.querySelectorAll("[data-theme-setting]")) {
  const picker = setting.querySelector("[data-theme-picker]");
  const text = setting.querySelector("[data-theme-colour]");
  if (!picker || !text) continue;
  picker.addEventListener("input", () => {
    text.value = picker.value;
  });
  text.addEventListener("input", () => {
    if (HEX.test(text.value.trim())) picker.value = text.value.trim().toLowerCase();
  });
}

document.querySelector("[data-theme-setting] [aria-invalid]")?.focus();
