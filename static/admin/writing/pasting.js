// Pasting into a text: what Word and others add is left behind. In the body of a page, headings and
// tables become blocks of their own; elsewhere a heading stays a bold line, a table its words.

import { readDocument, textOf } from "./documents.js";
import { notice, say } from "./words.js";

const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

const htmlOf = (runs) =>
  runs
    .map(({ text, bold, italic, superscript, href }) => {
      let html = escaped(text);
      if (superscript) html = `<sup>${html}</sup>`;
      if (italic) html = `<em>${html}</em>`;
      if (bold) html = `<strong>${html}</strong>`;
      return href ? `<a href="${escaped(href)}">${html}</a>` : html;
    })
    .join("");

const rowsAsText = (table) =>
  table.rows.map((row) => ({
    kind: "paragraph",
    runs: [{ text: row.filter(Boolean).join(" – ") }],
  }));

const asText = (parts) =>
  parts.flatMap((part) => {
    if (part.kind === "table") return rowsAsText(part);
    if (part.kind === "heading") {
      return [{ kind: "paragraph", runs: part.runs.map((run) => ({ ...run, bold: true })) }];
    }
    return [part];
  });

const page = (parts) => {
  let html = "";
  let open = [];
  const close = (depth) => {
    while (open.length > depth) html += `</${open.pop()}>`;
  };
  for (const part of parts) {
    if (part.kind !== "item") {
      close(0);
      html += `<p>${htmlOf(part.runs)}</p>`;
      continue;
    }
    const tag = part.ordered ? "ol" : "ul";
    close(part.depth + 1);
    if (open[part.depth] && open[part.depth] !== tag) close(part.depth);
    while (open.length <= part.depth) {
      open.push(tag);
      html += `<${tag}>`;
    }
    html += `<li>${htmlOf(part.runs)}</li>`;
  }
  close(0);
  return html;
};

// What Draftail reads: the raw form of Draft.js.
const STYLES = { bold: "BOLD", italic: "ITALIC", superscript: "SUPERSCRIPT" };
const rawOf = (parts) => {
  const entityMap = {};
  const blocks = parts.map((part) => {
    const block = {
      key: Math.random().toString(36).slice(2, 7),
      text: textOf(part),
      type: "unstyled",
      depth: part.depth ?? 0,
      inlineStyleRanges: [],
      entityRanges: [],
      data: {},
    };
    if (part.kind === "item") block.type = `${part.ordered ? "" : "un"}ordered-list-item`;
    let offset = 0;
    for (const run of part.runs) {
      const { length } = run.text;
      for (const [mark, style] of Object.entries(STYLES)) {
        if (run[mark]) block.inlineStyleRanges.push({ offset, length, style });
      }
      if (run.href) {
        const key = Object.keys(entityMap).length;
        entityMap[key] = { type: "LINK", mutability: "MUTABLE", data: { url: run.href } };
        block.entityRanges.push({ offset, length, key });
      }
      offset += length;
    }
    return block;
  });
  return JSON.stringify({ blocks, entityMap });
};

// The block of the page's body that holds `editor`, when headings may stand beside it.
const placeOf = (editor) => {
  let top = editor;
  while (top && !top.rootBlock) top = top.parentElement;
  const root = top?.rootBlock;
  if (!root?.children || !root.insert) return null;
  const index = root.children.findIndex((child) => child.element?.contains(editor));
  const known = root.blockDef?.childBlockDefsByName ?? {};
  if (index < 0 || root.children[index].type !== "text" || !known.heading) return null;
  return { root, index };
};

const isAtEnd = (editor) => {
  const content = editor.querySelector(".public-DraftEditor-content");
  const selection = window.getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || !content?.contains(range.endContainer)) return true;
  const rest = document.createRange();
  rest.selectNodeContents(content);
  rest.setStart(range.endContainer, range.endOffset);
  return !rest.toString().trim();
};

const levelsOf = (parts) => {
  const levels = [...new Set(parts.filter((p) => p.kind === "heading").map((p) => p.level))].sort();
  return (level) => (levels.indexOf(level) <= 0 ? "h2" : "h3");
};

const blocksOf = (parts) => {
  const level = levelsOf(parts);
  const blocks = [];
  for (const part of parts) {
    const last = blocks.at(-1);
    if (part.kind === "heading") {
      const text = textOf(part).slice(0, 120);
      blocks.push({ type: "heading", value: { text, level: level(part.level) } });
    } else if (part.kind === "table") {
      blocks.push({ type: "table", value: { data: part.rows, table_header_choice: "row" } });
    } else if (last?.parts) last.parts.push(part);
    else blocks.push({ type: "text", parts: [part] });
  }
  return blocks.map(({ type, value, parts: texts }) => ({ type, value: value ?? rawOf(texts) }));
};

const pasteInto = (target, parts) => {
  const data = new DataTransfer();
  data.setData("text/html", page(parts));
  data.setData("text/plain", parts.map(textOf).join("\n"));
  const event = new ClipboardEvent("paste", {
    clipboardData: data,
    bubbles: true,
    cancelable: true,
  });
  event.isClean = true;
  target.dispatchEvent(event);
};

const addBelow = ({ root, index }, blocks) =>
  blocks.forEach((block, place) => root.insert(block, index + 1 + place, { animate: false }));

const counted = (key, count) => count && say(count > 1 ? `${key}s` : key, { count });

const onPaste = (event) => {
  const editor = event.target.closest?.(".Draftail-Editor");
  const html = event.clipboardData?.getData("text/html");
  // A copy from another of these fields is clean already, and keeps its links to pages.
  if (event.isClean || !editor || !html || html.includes("data-draftail-content")) return;
  const { parts, images } = readDocument(html);
  if (!parts.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();

  const cut = parts.findIndex((part) => ["heading", "table"].includes(part.kind));
  const place = cut >= 0 && isAtEnd(editor) ? placeOf(editor) : null;
  const here = place ? parts.slice(0, cut) : asText(parts);
  const below = place ? blocksOf(parts.slice(cut)) : [];
  if (here.length) pasteInto(event.target, here);
  if (below.length) addBelow(place, below);

  const lost = !place && parts.some((part) => part.kind === "table");
  if (below.length || images || lost) {
    notice(editor.parentElement, "pasted", [
      say("pasted"),
      counted("block", below.length),
      counted("image", images),
      lost && say("tables"),
    ]);
  }
};

document.addEventListener("paste", onPaste, { capture: true });
