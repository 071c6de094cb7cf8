/* The button « Imprimer » of a hand-over's page; without scripts the browser's own menu prints. */
for (const button of document.querySelectorAll("[data-team-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
