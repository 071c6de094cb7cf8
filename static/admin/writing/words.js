// What the other scripts of this folder say, as the server translated it, and how they say it.

const holder = document.getElementById("quartiers-writing");
export const words = holder ? JSON.parse(holder.textContent) : {};

export const say = (key, values = {}) =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`%(${name})s`, value),
    words[key] ?? "",
  );

// A notice in `place`, once for each `kind`; read aloud, and gone when it is emptied.
export const notice = (place, kind, texts, { warning = false, buttons = [] } = {}) => {
  let box = place.querySelector(`:scope > [data-notice="${kind}"]`);
  if (!box) {
    box = document.createElement("div");
    box.dataset.notice = kind;
    box.setAttribute("role", "status");
    place.prepend(box);
  }
  box.className = warning ? "q-notice q-notice--warning" : "q-notice";
  box.replaceChildren(
    ...texts.filter(Boolean).map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    }),
    ...buttons.map(({ label, act, secondary }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = secondary ? "button button-small button-secondary" : "button button-small";
      button.textContent = label;
      button.addEventListener("click", () => act(box));
      return button;
    }),
  );
  return box;
};
