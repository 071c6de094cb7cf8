// The HTML that Word, LibreOffice and Google Docs put on the clipboard, as plain parts: paragraphs,
// headings, list items, tables; words with bold, italics, superscript and links. Nothing else.

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HTML LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "),
);
const SILENT = new Set("HEAD LINK META NOSCRIPT OBJECT SCRIPT STYLE TITLE XML".split(" "));
const SAFE = /^(https?:|mailto:|tel:)/i;
const NUMBERED = /^\s*(\d+|[a-z]|[ivx]+)[.)]/i;

const styleOf = (element) => (element.getAttribute("style") ?? "").toLowerCase();

// Google wraps a whole document in <b style="font-weight: normal">.
const marksOf = (element, marks) => {
  const style = styleOf(element);
  const weight = /(?:^|;)\s*font-weight:\s*(\w+)/.exec(style)?.[1]; // not mso-bidi-font-weight
  const slant = /(?:^|;)\s*font-style:\s*(\w+)/.exec(style)?.[1];
  const next = { ...marks };
  if (["B", "STRONG"].includes(element.tagName)) next.bold = true;
  if (["I", "EM"].includes(element.tagName)) next.italic = true;
  if (element.tagName === "SUP" || /vertical-align:\s*super/.test(style)) next.superscript = true;
  if (weight) next.bold = weight === "bold" || Number(weight) >= 600;
  if (slant) next.italic = slant === "italic";
  if (element.tagName === "A" && SAFE.test(element.getAttribute("href") ?? "")) {
    next.href = element.getAttribute("href");
  }
  return next;
};

const tidied = (runs) => {
  const kept = [];
  for (const run of runs) {
    const text = run.text.replace(/[\s\u00a0]+/g, " ");
    const last = kept.at(-1);
    const trimmed = !last || last.text.endsWith(" ") ? text.replace(/^ /, "") : text;
    if (trimmed) kept.push({ ...run, text: trimmed });
  }
  if (kept.length) kept.at(-1).text = kept.at(-1).text.trimEnd();
  return kept.filter((run) => run.text);
};

export const textOf = (part) => part.runs.map((run) => run.text).join("");

class Reader {
  parts = [];
  images = 0;
  open = null;

  begin(kind, more = {}) {
    this.end();
    this.open = { kind, runs: [], ...more };
  }

  end() {
    if (!this.open) return;
    const part = { ...this.open, runs: tidied(this.open.runs) };
    this.open = null;
    if (part.runs.length) this.parts.push(part);
  }

  write(text, marks) {
    if (!this.open && !text.trim()) return;
    if (!this.open) this.begin("paragraph");
    this.open.runs.push({ text, ...marks });
  }

  read(node, marks = {}, list = null) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.write(child.nodeValue, marks);
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child, marks, list);
    }
  }

  element(element, marks, list) {
    const tag = element.tagName;
    if (SILENT.has(tag) || tag.includes(":")) {
      // Office's own tags: pictures among them, and paragraphs that only hold a space.
      if (/^(v|w):(imagedata|pict|shape)$/i.test(tag)) this.images += 1;
      return;
    }
    if (/mso-list:\s*ignore/.test(styleOf(element))) return; // the bullet or number, typed out
    if (tag === "IMG") this.images += 1;
    else if (tag === "BR") this.write(" ", marks);
    else if (tag === "TABLE") this.table(element, marks, list);
    else if (/^H[1-6]$/.test(tag)) this.block("heading", element, {}, { level: Number(tag[1]) });
    else if (tag === "UL" || tag === "OL") this.list(element, marks, list);
    else if (tag === "LI") this.item(element, marks, list);
    else if (BLOCKS.has(tag)) this.paragraph(element, marks, list);
    else this.read(element, marksOf(element, marks), list);
  }

  block(kind, element, marks, more) {
    this.begin(kind, more);
    this.read(element, marks);
    this.end();
  }

  list(element, marks, list) {
    this.end();
    this.read(element, marks, { ordered: element.tagName === "OL", depth: (list?.depth ?? -1) + 1 });
  }

  item(element, marks, list) {
    this.begin("item", { ordered: list?.ordered ?? false, depth: Math.min(list?.depth ?? 0, 4) });
    this.read(element, marksOf(element, marks), list ?? { ordered: false, depth: 0 });
    this.end();
  }

  paragraph(element, marks, list) {
    const style = styleOf(element);
    const own = marksOf(element, marks);
    const heading = /^(?:mso)?heading(\d)$|^titre(\d)$/i.exec(element.className.trim());
    const level = /mso-list:[^;]*level(\d)/.exec(style);
    if (level) {
      const marker = element.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
      const ordered = NUMBERED.test(marker?.textContent ?? "");
      this.block("item", element, own, { ordered, depth: Math.min(Number(level[1]) - 1, 4) });
    } else if (heading || /^(mso)?title$/i.test(element.className.trim())) {
      this.block("heading", element, {}, { level: Number(heading?.[1] ?? heading?.[2] ?? 1) });
    } else if (list && this.open?.kind === "item") {
      if (this.open.runs.length) this.write(" ", marks); // a second paragraph of one item
      this.read(element, own, list);
    } else {
      this.end();
      this.read(element, own, list);
      this.end();
    }
  }

  table(element, marks, list) {
    const rows = [...element.querySelectorAll("tr")]
      .filter((row) => row.closest("table") === element)
      .map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()));
    this.images += element.querySelectorAll("img").length;
    const width = Math.max(0, ...rows.map((row) => row.length));
    if (width < 2 || rows.length < 2) {
      this.end(); // a table for the layout only: its words, in order
      for (const cell of element.querySelectorAll("td, th")) this.paragraph(cell, marks, list);
      return;
    }
    this.end();
    const even = rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
    this.parts.push({ kind: "table", rows: even, runs: [] });
  }
}

// `parts` of a copied document, in order, and how many images were left out.
export const readDocument = (html) => {
  const page = new DOMParser().parseFromString(html.replace(/<\/?o:p[^>]*>/gi, ""), "text/html");
  const reader = new Reader();
  reader.read(page.body);
  reader.end();
  return { parts: reader.parts, images: reader.images };
};
