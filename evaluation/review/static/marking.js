// Marked words: a selection of a criterion's words, by mouse or by keys, as places in the trial's text.

import { state } from "./state.js";

let heard = () => {};

// `changed` is told whenever other words are marked.
export function onMarked(changed) {
  heard = changed;
}

const points = (text) => Array.from(text).length;

function placeOf(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-start]");
  if (!piece) return null;
  const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset ? piece.textContent : "";
  return Number(piece.dataset.start) + points(before);
}

function marked() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const words = document.querySelector("article.editing .words");
  if (!words || !range.intersectsNode(words)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(words);
  const inside = range.cloneRange();
  if (inside.compareBoundaryPoints(Range.START_TO_START, whole) < 0) inside.setStart(words.firstChild.firstChild, 0);
  if (inside.compareBoundaryPoints(Range.END_TO_END, whole) > 0) {
    const last = words.lastChild.firstChild;
    inside.setEnd(last, last.length);
  }
  const start = placeOf(inside.startContainer, inside.startOffset);
  const end = placeOf(inside.endContainer, inside.endOffset);
  const text = inside.toString();
  return start === null || end === null || start >= end || !text.trim() ? null : { id: state.editing, start, end, text };
}

export function listenToMarks() {
  document.addEventListener("selectionchange", () => {
    const found = marked();
    if (found) {
      state.marked = found;
      heard();
    }
  });
}

// --- by keys: a first word, then arrows

let at = null; // {first, last}: words of the criterion, by number

function wordsIn(p) {
  const found = [];
  for (const piece of p.children)
    for (const match of piece.textContent.matchAll(/\S+/g)) found.push([piece.firstChild, match.index, match.index + match[0].length]);
  return found;
}

function select(p) {
  const words = wordsIn(p);
  const [a, b] = [words[Math.min(at.first, at.last)], words[Math.max(at.first, at.last)]];
  getSelection().setBaseAndExtent(a[0], a[1], b[0], b[2]);
}

export function startMarking() {
  const p = document.querySelector("article.editing .words");
  if (!p || !wordsIn(p).length) return;
  at = { first: 0, last: 0 };
  p.tabIndex = -1;
  p.focus();
  p.onkeydown = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      p.onkeydown = null;
      document.querySelector("article.editing .marked button:not([disabled])")?.focus();
    } else if (by) {
      event.preventDefault();
      const to = Math.min(wordsIn(p).length - 1, Math.max(0, at.last + by));
      at = event.shiftKey ? { ...at, last: to } : { first: to, last: to };
      select(p);
    }
  };
  select(p);
}
