// Fields with a limit say how much is left near it, and do not swallow a long paste in silence.

import { notice, say } from "./words.js";

const FIELDS = "input[type=text][maxlength], textarea[maxlength]";
const NEAR = 0.75;

const lineOf = (field) => {
  let line = field.parentElement.querySelector(":scope > .q-left");
  if (!line) {
    line = document.createElement("span");
    line.className = "q-left";
    field.after(line);
  }
  return line;
};

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.(FIELDS) || target.maxLength > 1000) return;
  const left = target.maxLength - target.value.length;
  const near = target.value.length >= target.maxLength * NEAR;
  if (near || target.parentElement.querySelector(":scope > .q-left")) {
    lineOf(target).textContent = near ? say("left", { count: left }) : "";
  }
});

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!field.matches?.(FIELDS) || field.maxLength <= 0) return;
  const raw = event.clipboardData.getData("text/plain");
  // A browser glues lines together in a field of one line: words of two paragraphs would touch.
  const text = field.matches("input") ? raw.replace(/\s*[\r\n]+\s*/g, " ").trim() : raw;
  const taken = field.value.length - (field.selectionEnd - field.selectionStart);
  const cut = taken + text.length > field.maxLength;
  if (text === raw && !cut) return;
  event.preventDefault();
  const fitting = text.slice(0, field.maxLength - taken);
  field.setRangeText(fitting, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  if (cut) {
    notice(field.parentElement, "cut", [say("cut", { max: field.maxLength })], { warning: true });
  }
});
