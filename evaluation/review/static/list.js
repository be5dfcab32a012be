// The open trial: its criteria in order. Only rows near the window are filled, so that 500 stay as quick as 5.

import { byId, el } from "./dom.js";
import { showEditor } from "./editor.js";
import { emptyRow, filledRow, warningsOf } from "./row.js";
import { filtered, fits, state } from "./state.js";
import { KINDS } from "./tree.js";

const AHEAD = "800px 0px";
let filled = new Set();
let watcher = null;
let does = null;

const rowOf = (id) => state.trial.rows.find((row) => row.id === id);
export const element = (id) => byId(`row-${id}`);
export const shownIds = () => state.trial.rows.filter((row) => row.id && fits(row)).map((row) => row.id);

const HEADINGS = { inclusion: "Inclusion criteria", exclusion: "Exclusion criteria", unknown: "Criteria of unknown kind" };

export function showTrial(handlers) {
  does = handlers;
  watcher?.disconnect();
  filled = new Set();
  watcher = new IntersectionObserver(watched, { root: byId("main"), rootMargin: AHEAD });
  const shown = [head()];
  let kind = null;
  for (const row of state.trial.rows) {
    if (row.between !== undefined) {
      if (!filtered()) shown.push(between(row.between));
      continue;
    }
    if (!fits(row)) continue;
    if (row.kind !== kind) shown.push(el("h3", {}, HEADINGS[row.kind]));
    kind = row.kind;
    shown.push(article(row));
  }
  if (!shownIds().length) shown.push(nothing());
  byId("main").replaceChildren(...shown);
  byId("main").scrollTop = 0;
  for (const made of byId("main").querySelectorAll("article")) watcher.observe(made);
}

function head() {
  const t = state.trial;
  return el("section", { class: "trial-head" },
    el("h2", {}, t.title || t.id), t.title ? el("p", { class: "quiet" }, t.id) : null, warningsOf(t.warnings),
    el("p", { class: "legend", "aria-label": "Marks" }, ["threshold", "time", "exposure", "condition", "excluding", "attribute", "other", "unread"].map((kind) =>
      [el("span", { class: `mark m-${kind}` }, KINDS[kind]), " "])));
}

function nothing() {
  return state.trial.rows.some((row) => row.id)
    ? el("p", { class: "empty" }, "No criterion of this trial fits the filters.")
    : el("p", { class: "empty" }, "No criteria were found in this trial.");
}

const between = (text) => el("p", { class: "between", title: "outside all criteria" }, text);

function article(row) {
  const made = el("article", {
    id: `row-${row.id}`, class: row.parent ? "row item" : "row", tabindex: "-1", "aria-label": `criterion ${row.id}`,
    data: { id: row.id, state: row.state }, onfocusin: () => does.go(row.id, false), onmousedown: () => does.go(row.id, false),
  }, emptyRow(row));
  if (state.current === row.id) made.classList.add("current");
  return made;
}

function watched(entries) {
  for (const { target, isIntersecting } of entries) {
    const id = target.dataset.id;
    if (isIntersecting) {
      if (!filled.has(id)) fill(id);
    } else if (filled.has(id) && state.editing !== id && !target.contains(document.activeElement)) {
      filled.delete(id);
      target.style.minHeight = `${target.offsetHeight}px`;
      target.replaceChildren(...emptyRow(rowOf(id)));
    }
  }
}

export function fill(id) {
  const target = element(id), row = rowOf(id);
  if (!target || !row) return;
  filled.add(id);
  target.style.minHeight = "";
  target.dataset.state = row.state;
  target.classList.toggle("editing", state.editing === id);
  if (state.editing === id) showEditor(target, row, does);
  else target.replaceChildren(...filledRow(row, does));
}

// What the program says of rows takes their place; the others stay as they are.
export function replaceRows(rows) {
  for (const row of rows) {
    const at = state.trial.rows.findIndex((one) => one.id === row.id);
    state.trial.rows[at] = row;
    if (filled.has(row.id)) fill(row.id);
    else element(row.id)?.setAttribute("data-state", row.state);
  }
}

export function problem(id, message) {
  const place = element(id)?.querySelector(".problem");
  if (!place) return;
  place.textContent = message;
  place.hidden = !message;
}

export { rowOf };
