// Only while a theme is written (manage.py theme dev): reloads the page when its folder changes and
// shows what the check finds.

const PATH = "/themes/dev/";
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
  const box = document.createElement("details");
  box.className = "theme-dev";
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
  document.body.append(box);
}

look();
