// Only while a theme is written (manage.py theme dev): reloads the page when its folder changes and
// shows what the check finds.

const PATH = "/themes/dev/";
// A sheet and a root of its own: the theme under work must not make its own faults unreadable.
const STYLE = `
  :host { all: initial; position: fixed; inset: auto 0 0 auto; z-index: 2147483647; max-width: 100%; }
  details { width: min(44rem, 100vw); max-height: 45vh; overflow: auto; box-sizing: border-box;
    border: 2px solid #a3201f; background: #fff; color: #17202b; font: 16px/1.45 system-ui, sans-serif; }
  summary { padding: 0.6rem 1rem; background: #a3201f; color: #fff; font-weight: 600; cursor: pointer; }
  ul { margin: 0; padding: 0.5rem 1rem 1rem 2rem; }
  li + li { margin-top: 0.5rem; }
`;
let version;

async function look() {
  try {
    const answer = await fetch(PATH, { cache: "no-store" });
    const state = await answer.json();
    if (version === undefined) show(state.findings);
    else if (state.version !== version) location.reload();
    version = state.version;
  } catch {
    // the server is being started again
  }
  setTimeout(look, 700);
}

function show(findings) {
  if (!findings.length) return;
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement("details");
  const title = document.createElement("summary");
  title.textContent = `${findings.length} remarque${findings.length > 1 ? "s" : ""} sur le thème`;
  const list = document.createElement("ul");
  for (const { label, code, place, what, mend } of findings) {
    const row = document.createElement("li");
    row.textContent = `${label} ${code} ${place} – ${what} ${mend}`;
    list.append(row);
  }
  box.append(title, list);
  box.open = findings.some((finding) => finding.serious);
  root.append(box);
  document.body.append(host);
}

look();
