// « Merci » without leaving the page; the form does the same without this script.

document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const box = button?.closest("[data-thanks]");
  if (!box) return;
  event.preventDefault();
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  const form = event.target;
  const address = button.getAttribute("formaction");
  const data = new FormData(form, button);
  const send = () => {
    button.ariaDisabled = null;
    box.removeAttribute("data-thanks"); // the browser sends it and shows what was answered
    form.requestSubmit(button);
  };
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(address, { method: "POST", body: data, headers });
    const answer = await response.json();
    if (!answer.html) return send();
    const made = document.createElement("div");
    made.innerHTML = answer.html;
    box.replaceWith(...made.children);
    document.querySelector(`[formaction="${address}"]`)?.focus();
  } catch {
    send();
  }
});
