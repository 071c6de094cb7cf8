// Images of a post, sent one by one while one goes on writing: chosen, pasted or dropped. Without
// this script the button keeps them and shows the form again.

for (const form of document.querySelectorAll("form[data-images]")) {
  const tray = form.querySelector("[data-images-tray]");
  const [tiles, status, button] = ["tiles", "status", "button"].map((name) =>
    tray.querySelector(`[data-images-${name}]`),
  );
  const input = tray.querySelector("input[type=file]");
  let sending = Promise.resolve();
  let waiting = 0;

  button.hidden = true;

  async function send(file) {
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "envoi"]) {
      const field = form.elements.namedItem(name);
      if (field) data.append(name, field.value);
    }
    for (const box of tiles.querySelectorAll("input[type=checkbox]:checked")) {
      data.append(box.name, box.value);
    }
    data.append("images", file, file.name);
    data.append("ajouter", "1");
    status.textContent = tray.dataset.sending;
    let answer = { words: tray.dataset.failed };
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json", "X-Requested-With": "composer" },
      });
      answer = await response.json();
    } catch {
      // The network, or a page that is no answer of ours: said below.
    }
    if (answer.tile) {
      for (const box of tiles.querySelectorAll("input:checked:not([data-posted])")) {
        box.closest("li").remove(); // taken off, and gone by now
      }
      tiles.insertAdjacentHTML("beforeend", answer.tile);
    }
    status.textContent = answer.tile ? tray.dataset.added : answer.words;
    status.classList.toggle("images-refused", !answer.tile);
    waiting -= 1;
    form.dispatchEvent(new Event("input")); // a draft keeps it
  }

  function add(files) {
    for (const file of files) {
      waiting += 1;
      sending = sending.then(() => send(file));
    }
  }

  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });

  form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (!files.length) return;
    event.preventDefault();
    add(files);
  });

  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  for (const [name, isOver] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    form.addEventListener(name, (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      form.classList.toggle("images-over", isOver);
      if (name === "drop") add([...event.dataTransfer.files]);
    });
  }

  // Who sends the form while an image is on its way means that image too.
  form.addEventListener("submit", async (event) => {
    if (!waiting) return;
    event.preventDefault();
    await sending;
    form.requestSubmit(event.submitter);
  });
}
