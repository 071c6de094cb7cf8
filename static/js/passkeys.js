// A form with data-passkey makes or shows a passkey; its address gives the options.

const known = window.PublicKeyCredential;
let offered; // what the e-mail field offers, ended before one is asked for

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// Browsers from before 2025 have neither parse…FromJSON nor toJSON.
function parsed(options, makes) {
  const parse = makes ? known.parseCreationOptionsFromJSON : known.parseRequestOptionsFromJSON;
  if (parse) return parse.call(known, options);
  const list = makes ? "excludeCredentials" : "allowCredentials";
  return {
    ...options,
    challenge: bytes(options.challenge),
    [list]: (options[list] ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
    ...(makes && { user: { ...options.user, id: bytes(options.user.id) } }),
  };
}

function written(key) {
  if (key.toJSON) return key.toJSON();
  const response = {};
  for (const name of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"])
    if (key.response[name]) response[name] = text(key.response[name]);
  const clientExtensionResults = key.getClientExtensionResults();
  return { id: key.id, rawId: key.id, type: key.type, response, clientExtensionResults };
}

async function ask(form, more) {
  const makes = form.dataset.passkey === "make";
  const body = new URLSearchParams(new FormData(form));
  body.set("options", "1");
  const answer = await fetch(form.action, { method: "POST", body });
  if (answer.redirected) return location.reload(); // to confirm first
  if (answer.status === 429) throw { name: "Wait" };
  const publicKey = parsed(await answer.json(), makes);
  const key = await navigator.credentials[makes ? "create" : "get"]({ publicKey, ...more });
  form.elements.credential.value = JSON.stringify(written(key));
  form.submit();
}

const words = { NotAllowedError: "cancelled", InvalidStateError: "known", Wait: "wait" };

function say(form, error) {
  const place = form.querySelector("[data-passkey-error]");
  place.textContent = form.dataset[words[error.name]] ?? form.dataset.failed;
  place.hidden = false;
}

// Once somebody is about to write: a challenge needs a session, and who only looks gets none.
function offer(form) {
  const field = document.querySelector("[autocomplete~=webauthn]");
  field?.addEventListener("focus", async () => {
    if (offered || !(await known.isConditionalMediationAvailable?.())) return;
    offered = new AbortController();
    ask(form, { mediation: "conditional", signal: offered.signal }).catch(() => {});
  });
}

if (known) {
  for (const place of document.querySelectorAll("[data-without-passkeys]")) place.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      offered?.abort();
      ask(form).catch((error) => say(form, error));
    });
    if (form.dataset.passkey === "sign-in") offer(form);
  }
}
