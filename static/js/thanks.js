// « Merci » without leaving the page; the form does the same without this script.

document.addEventListener("submit", async (event) => {
  const box = event.target.closest("[data-thanks]");
  const button = event.submitter;
  if (!box || !button) return;
  event.preventDefault();
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  const data = new FormData(event.target, button);
  const send = () => {
    button.ariaDisabled = null;
    box.removeAttribute("data-thanks"); // the browser sends it and shows what was answered
    event.target.requestSubmit(button);
  };
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(event.target.action, { method: "POST", body: data, headers });
    const answer = await response.json();
    if (!answer.html) return send();
    const made = document.createElement("div");
    made.innerHTML = answer.html;
    box.replaceWith(...made.children);
    document.querySelector(`form[action="${event.target.getAttribute("action")}"] button`)?.focus();
  } catch {
    send();
  }
});
