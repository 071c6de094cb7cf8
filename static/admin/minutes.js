/* « Publier un compte rendu »: what is missing is read out first. */
document.querySelector("[data-errors]")?.focus();
