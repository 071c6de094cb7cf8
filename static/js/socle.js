// Improves what works without it: disclosures of the header close when one expects them to, and a
// film loads where it stands, on click only.

const disclosures = [...document.querySelectorAll("[data-disclosure]")];

function closeAllBut(kept) {
  for (const disclosure of disclosures) {
    if (disclosure !== kept) disclosure.open = false;
  }
}

for (const disclosure of disclosures) {
  disclosure.addEventListener("toggle", () => {
    if (disclosure.open) closeAllBut(disclosure);
  });
}

document.addEventListener("click", (event) => {
  closeAllBut(event.target.closest("[data-disclosure]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = disclosures.find((disclosure) => disclosure.open);
  if (!open) return;
  const inside = open.contains(document.activeElement);
  open.open = false;
  if (inside) open.querySelector("summary").focus();
});

// A name in the list lights its piece of the map, and the other way round.
for (const map of document.querySelectorAll("[data-map]")) {
  const light = (event) => {
    const here = event.target.closest("a")?.getAttribute("href");
    for (const link of map.querySelectorAll("a")) {
      link.toggleAttribute("data-lit", link.getAttribute("href") === here);
    }
  };
  for (const name of ["pointerover", "focusin"]) map.addEventListener(name, light);
  map.addEventListener("pointerleave", light);
}

for (const link of document.querySelectorAll("[data-player]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = link.dataset.player;
    frame.title = link.dataset.title;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.className = "video-player";
    link.replaceWith(frame);
    frame.focus();
  });
}
