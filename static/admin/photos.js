/* « Ajouter des photos »: shrinks photos, sends them one by one, and keeps what is typed meanwhile.
   Without this file the same form works with a round trip for each button. */
import { dayTaken } from "./photo-day.js";

const LONGEST = 2560; // pixels, as the server keeps them
const SMALL = 400_000; // bytes below which shrinking spares nothing
const TRIES = 3;
const PAUSE = 1500; // milliseconds before the next try, doubled each time

const form = document.querySelector("[data-photos]");
const input = form.querySelector("#photos-files");
const list = form.querySelector("[data-list]");
const sending = form.querySelector("[data-sending]");
const status = form.querySelector("[data-status]");
const dateField = form.querySelector("#id_date");
const queue = [];
let working = false;
let proposed = dateField.value;
let leaving = new AbortController();

const said = Object.fromEntries(
  [...document.querySelector("[data-words]").content.children].map((word) => [
    word.dataset.word,
    word.textContent,
  ]),
);
const pause = (time) => new Promise((done) => setTimeout(done, time));
const token = () => form.elements.csrfmiddlewaretoken.value;

document.querySelector(".quick").classList.add("quick-scripted");
document.querySelector("[data-errors]")?.focus();

/* Sending ------------------------------------------------------------------------------------ */

input.addEventListener("change", () => {
  for (const file of input.files) queue.push(entryFor(file));
  input.value = "";
  work();
});

function entryFor(file) {
  const row = document.createElement("li");
  const name = Object.assign(document.createElement("span"), {
    className: "quick-sending__name",
    textContent: file.name,
  });
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  const told = document.createElement("span");
  told.textContent = said.waiting;
  row.append(name, bar, told);
  sending.append(row);
  return { file, row, bar, told };
}

async function work() {
  if (working) return;
  working = true;
  let failures = sending.querySelectorAll(".quick-sending__wrong").length;
  while (queue.length) {
    status.textContent = `${said.left} ${queue.length}`;
    const entry = queue.shift();
    if (!(await deliver(entry))) failures += 1;
  }
  status.textContent = failures ? said.some : said.done;
  working = false;
}

async function deliver(entry) {
  entry.told.textContent = said.sending;
  const taken = await dayTaken(entry.file);
  const photo = await shrunk(entry.file);
  for (let turn = 0; turn < TRIES; turn += 1) {
    if (turn) await pause(PAUSE * 2 ** (turn - 1));
    const answer = await post(photo, entry, taken);
    if (answer?.row) return arrived(answer, entry);
    if (answer?.error) return refused(entry, answer.error, false);
  }
  return refused(entry, said.failed, true);
}

/* XMLHttpRequest, because fetch() does not tell how much has left. */
function post(photo, { file, bar }, taken) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", token());
  data.append("photo", photo, file.name);
  data.append("prise", taken);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.upload);
    request.responseType = "json";
    request.timeout = 120_000;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => done(request.response));
    for (const trouble of ["error", "timeout", "abort"]) {
      request.addEventListener(trouble, () => done(null));
    }
    request.send(data);
  });
}

function arrived({ row, date }, entry) {
  entry.row.remove();
  list.insertAdjacentHTML("beforeend", row);
  if (dateField.value === proposed) dateField.value = date;
  proposed = date;
  return true;
}

function refused(entry, words, again) {
  const wrong = document.createElement("span");
  wrong.className = "quick-sending__wrong";
  wrong.textContent = words;
  entry.bar.remove();
  entry.told.remove();
  entry.row.append(wrong, button(said.drop, () => entry.row.remove()));
  if (again) {
    const retry = button(said.retry, () => {
      entry.row.remove();
      queue.push(entryFor(entry.file));
      work();
    });
    wrong.after(retry);
  }
  return false;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small button-secondary";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

/* A browser draws a photo upright, so its copy needs no note of which side is up. What it cannot
   read (HEIC here and there) is sent as it is: the server reads it. */
async function shrunk(file) {
  if (!/^image\/(jpeg|webp|hei[cf])$/.test(file.type) || file.size < SMALL) return file;
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const copy = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
    return copy && copy.size < file.size ? copy : file;
  } catch {
    return file;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/* The list ----------------------------------------------------------------------------------- */

list.addEventListener("click", (event) => {
  const pressed = event.target.closest("button[name=faire]");
  if (!pressed) return;
  event.preventDefault();
  const [verb] = pressed.value.split("-");
  ({ monter, descendre, tourner, retirer })[verb](pressed.closest("[data-photo]"), pressed);
});

function monter(row, pressed) {
  row.previousElementSibling?.before(row);
  moved(row, pressed);
}

function descendre(row, pressed) {
  row.nextElementSibling?.after(row);
  moved(row, pressed);
}

function moved(row, pressed) {
  pressed.focus();
  row.scrollIntoView({ block: "nearest" });
  status.textContent = `${said.moved} ${[...list.children].indexOf(row) + 1}`;
  keepSoon();
}

async function tourner(row, pressed) {
  if (!(await tell(pressed.value))) return;
  const image = row.querySelector("img");
  const address = new URL(image.src);
  address.searchParams.set("t", (Number(address.searchParams.get("t")) + 1) % 4);
  image.src = address;
  [image.width, image.height] = [image.height, image.width];
  status.textContent = said.turned;
}

async function retirer(row, pressed) {
  if (!(await tell(pressed.value))) return;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next?.querySelector("textarea") ?? input).focus();
  status.textContent = said.removed;
}

/* Keeping ------------------------------------------------------------------------------------ */

async function tell(what) {
  const data = new FormData(form);
  data.delete("photos");
  data.set("faire", what);
  try {
    const headers = { Accept: "application/json" };
    const { signal } = leaving;
    const answer = await fetch(form.action, { method: "POST", body: data, headers, signal });
    if (answer.ok) return true;
  } catch {
    // no network: said below
  }
  if (what !== "garder") status.textContent = said.trouble;
  return false;
}

let soon;
function keepSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => tell("garder"), 800);
}
form.addEventListener("input", keepSoon);

form.addEventListener("submit", (event) => {
  clearTimeout(soon);
  if (working) {
    event.preventDefault();
    status.textContent = said.busy;
    status.scrollIntoView({ block: "center" });
    return;
  }
  leaving.abort(); // what is being kept must not arrive after the page was made of it
  leaving = new AbortController();
});
