// One criterion: its words on the left, the rule on the right, and what a person may do with it.

import { button, el } from "./dom.js";
import { STATES, state } from "./state.js";
import { KINDS, isOperator, leafLine, readOnlyTree } from "./tree.js";

const COVERAGE = { full: "fully read", partial: "partly read", none: "not read" };
const COVERAGE_SIGN = { full: "●", partial: "◐", none: "○" };
const STATE_SIGN = { open: "", draft: "✎", accepted: "✓", corrected: "✓", rejected: "✗", left_out: "–" };

export function wordsOf(row) {
  return el("p", { class: "words", lang: "en" }, row.pieces.map((piece) =>
    el("span", piece.kind
      ? { class: `mark m-${piece.kind}`, data: { start: piece.start, label: KINDS[piece.kind] }, title: KINDS[piece.kind] }
      : { data: { start: piece.start } }, piece.text)));
}

function ruleOf(row) {
  if (!row.tree) return el("p", { class: "nothing" }, "Nothing was read here.");
  const lead = { inclusion: "Required:", exclusion: "Excluded if:", unknown: "Says:" }[row.kind];
  const said = (words) => el("p", { class: "sentence" }, el("span", { class: "lead" }, lead), " ", words);
  if (!isOperator(row.tree)) return said(leafLine(row.tree));
  return [said(row.sentence), el("ul", { class: "tree" }, readOnlyTree(row.tree))];
}

function head(row) {
  const who = row.state === "open" || !row.by ? "" : `${row.by}, ${row.at}`;
  return el("div", { class: "row-head" },
    el("span", { class: "row-id" }, row.id),
    row.group ? el("span", { class: "group" }, row.group) : null,
    el("span", { class: `coverage c-${row.coverage}` }, el("span", { "aria-hidden": "true" }, COVERAGE_SIGN[row.coverage]), ` ${COVERAGE[row.coverage]}`),
    row.state === "open" ? null : el("span", { class: `state s-${row.state}`, title: who }, `${STATE_SIGN[row.state]} ${STATES[row.state]}`),
    who ? el("span", { class: "who" }, who) : null);
}

export function warningsOf(messages) {
  return messages.length ? el("ul", { class: "warnings" }, messages.map((w) =>
    el("li", {}, el("span", { class: "code" }, w.code.replaceAll("_", " ")), " ", w.message))) : null;
}

function actions(row, does) {
  const done = row.state !== "open";
  const accept = row.tree && !["accepted", "corrected"].includes(row.state)
    ? button(["Accept ", el("kbd", {}, "a")], () => does.accept(row.id), { class: "primary" }) : null;
  return el("div", { class: "actions" },
    row.state === "draft" ? null : accept,
    button([row.state === "draft" ? "Go on correcting " : "Correct ", el("kbd", {}, "c")], () => does.correct(row.id), { class: row.tree ? null : "primary" }),
    row.state === "rejected" || row.state === "left_out" ? null : button(["Reject ", el("kbd", {}, "x")], () => does.reject(row.id)),
    done ? button(["Undo ", el("kbd", {}, "u")], () => does.undo(row.id), { class: "link" }) : null);
}

export function filledRow(row, does) {
  return [
    el("div", { class: "said" }, head(row), wordsOf(row), warningsOf(row.messages)),
    el("div", { class: "read" }, ruleOf(row), row.note ? el("p", { class: "note" }, `Note: ${row.note}`) : null,
      el("p", { class: "problem", role: "alert", hidden: true }), actions(row, does)),
  ];
}

// A row that is far from the window: its words alone, so that the browser's own search finds them.
export const emptyRow = (row) => [el("div", { class: "said" }, el("p", { class: "words" }, `${row.id}  ${row.text}`))];

export const isCurrent = (row) => state.current === row.id;
