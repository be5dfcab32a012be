// Puts the page together: opens trials, takes decisions, moves about.

import { Unreachable, decide, loadGold, loadReview, loadTrial } from "./api.js";
import { button, byId, el } from "./dom.js";
import { closeForms } from "./editor.js";
import { listenToKeys, showHelp } from "./keys.js";
import { element, fill, problem, replaceRows, rowOf, showTrial, shownIds } from "./list.js";
import { listenToMarks } from "./marking.js";
import { fits, listed, state, updateFacets } from "./state.js";
import { showFilters, showProgress, showTrials } from "./trials.js";

export function say(words) {
  byId("said").textContent = words;
}

function banner(message, again) {
  byId("banner").replaceChildren(message, again ? button("Try again", again) : "");
  byId("banner").hidden = !message;
}

let opening = null; // what was asked for last, until it is shown

async function open(key, id = null, focus = true) {
  if (!opening && state.trial?.key === key) return go(id ?? state.current, true, focus);
  const asked = opening = { key };
  let trial;
  try {
    trial = await loadDecided(key);
  } catch (wrong) {
    if (opening !== asked) return;
    opening = null;
    banner(wrong.message, () => open(key, id, focus));
    return;
  }
  if (opening !== asked) return;
  opening = null;
  banner("");
  state.trial = trial;
  state.editing = state.marked = null;
  sessionStorage.setItem("trial", key);
  const ids = shownIds();
  state.current = ids.includes(id) ? id : ids.find((one) => !rowOf(one).decided) ?? ids[0] ?? null;
  showTrial(does);
  showTrials(open);
  if (state.current) go(state.current, true, focus);
}

// The trial as it is behind every step that was taken before it came.
async function loadDecided(key) {
  for (;;) {
    await turn;
    const before = steps;
    const trial = await loadTrial(key);
    if (before === steps) return trial;
  }
}

function go(id, scroll = true, focus = scroll) {
  if (state.current !== id) element(state.current)?.classList.remove("current");
  state.current = id;
  const target = element(id);
  if (!target) return;
  target.classList.add("current");
  sessionStorage.setItem("criterion", id);
  if (!scroll) return;
  const busy = target.contains(document.activeElement) || byId("filters").contains(document.activeElement);
  if (focus && !busy) target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

let turn = Promise.resolve(true); // of the last step
let waiting = 0; // steps that are not answered yet
let steps = 0; // that were taken

// Takes steps one after the other, each on what the one before left; behind a step that failed, those waiting are
// dropped. True where the program kept it.
function take(id, body) {
  const before = waiting ? turn : Promise.resolve(true);
  waiting += 1;
  steps += 1;
  turn = before.then((kept) => kept && send(id, typeof body === "function" ? body() : body)).finally(() => { waiting -= 1; });
  return turn;
}

async function send(id, body) {
  const key = state.trial.key;
  try {
    const answer = await decide(key, id, body);
    banner("");
    updateFacets(key, answer.facets);
    if (state.trial.key === key) replaceRows(answer.rows);
    showProgress();
    showTrials(open);
    return true;
  } catch (wrong) {
    if (wrong instanceof Unreachable) banner(wrong.message, () => take(id, body));
    else problem(id, wrong.message);
    say(wrong.message);
    return false;
  }
}

function after(id) {
  const ids = shownIds();
  const at = state.trial.rows.findIndex((row) => row.id === id);
  const later = state.trial.rows.slice(at + 1).find((row) => row.id && ids.includes(row.id) && !row.decided);
  if (later) go(later.id);
  else go(id);
}

async function accept(id) {
  if (waiting || rowOf(id).state === "accepted") return;
  if (!rowOf(id).tree) return problem(id, "There is no rule yet. Correct it, or say that these words are no criterion.");
  if (await take(id, { action: "accept" })) {
    say(`${id} accepted`);
    after(id);
  }
}

async function undo(id) {
  if (await take(id, { action: "undo" })) say(`${id}: undone`);
  go(id);
}

function correct(id) {
  const before = state.editing;
  state.editing = id;
  if (before && before !== id) fill(before);
  fill(id);
  go(id);
}

async function save(id) {
  if (await take(id, () => ({ action: "correct", tree: rowOf(id).tree, window: rowOf(id).window }))) {
    close(id);
    say(`${id} corrected`);
    after(id);
  }
}

function close(id) {
  state.editing = null;
  closeForms();
  fill(id);
  go(id);
}

function reject(id) {
  fill(id);
  go(id);
  const note = el("textarea", { rows: 2, "aria-label": "Note", placeholder: "What is wrong? (may stay empty)" });
  const send = async (action) => {
    if (await take(id, { action, note: note.value })) {
      say(`${id} ${action === "reject" ? "rejected" : "left out"}`);
      after(id);
    }
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === note) {
      event.preventDefault();
      send("reject");
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      fill(id);
      go(id);
    }
  };
  element(id).querySelector(".actions").replaceChildren(
    el("div", { class: "reject", onkeydown: keys }, note,
      button("The reading is wrong", () => send("reject"), { class: "primary" }),
      button("These words are no criterion", () => send("leave_out")),
      button("Cancel", () => { fill(id); go(id); }, { class: "link" })));
  note.focus();
}

function move(by) {
  const ids = shownIds();
  const to = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(state.current) + by))];
  if (to) go(to);
}

function moveTrial(by) {
  const keys = listed().map((trial) => trial.key);
  const to = keys[keys.indexOf(state.trial?.key) + by];
  if (to) open(to);
}

// The next criterion that is open: further down in this trial, then in the next ones, then from the top.
function next() {
  const ids = state.trial ? shownIds() : [];
  const here = ids.indexOf(state.current);
  const later = ids.slice(here + 1).find((id) => !rowOf(id).decided);
  if (later) return go(later);
  const all = state.review.trials;
  const at = all.findIndex((trial) => trial.key === state.trial?.key);
  for (const trial of [...all.slice(at + 1), ...all.slice(0, at + 1)]) {
    const found = trial.criteria.find((facet) => !facet.decided && fits(facet));
    if (found) return trial.key === state.trial?.key ? go(found.id) : open(trial.key, found.id);
  }
  say("Nothing is left to decide.");
}

async function showGold() {
  const { folder, trials } = state.review;
  const whole = trials.filter((t) => t.criteria.length && t.criteria.every((facet) => facet.decided)).length;
  const download = async () => {
    try {
      const gold = await loadGold(state.trial.key);
      const url = URL.createObjectURL(new Blob([JSON.stringify(gold, null, 1)], { type: "application/json" }));
      el("a", { href: url, download: `${state.trial.key}.gold.json` }).click();
      URL.revokeObjectURL(url);
    } catch (wrong) {
      note.textContent = wrong.message;
    }
  };
  const note = el("p", { class: "problem", role: "alert" });
  byId("gold").replaceChildren(
    el("h2", {}, "Gold"),
    el("p", {}, `Every decision is kept at once in the folder ${folder}. ${whole} of ${trials.length} trials are decided in full.`),
    el("p", {}, "How well the program reads these trials:"), el("pre", {}, `trialrules evaluate --gold ${folder}`),
    note,
    el("div", { class: "actions" },
      state.trial ? button("Save this trial’s gold as a file", download) : null,
      button("Close", () => byId("gold").close(), { class: "primary", autofocus: true })));
  byId("gold").showModal();
}

const does = { accept, correct, reject, undo, save, close, go, take, move, moveTrial, next, say };

function filtersChanged() {
  showTrials(open);
  const fitting = listed();
  if (!fitting.length) byId("main").replaceChildren(el("p", { class: "empty" }, "No trial fits the filters."));
  else if (fitting.some((trial) => trial.key === state.trial?.key)) showTrial(does);
  else open(fitting[0].key, null, false);
}

async function start() {
  try {
    state.review = await loadReview();
  } catch (wrong) {
    byId("main").replaceChildren(el("p", { class: "empty" }, wrong.message));
    return;
  }
  byId("reviewer").textContent = state.review.reviewer;
  byId("next").onclick = next;
  byId("show-gold").onclick = showGold;
  byId("show-help").onclick = showHelp;
  showProgress();
  showFilters(filtersChanged);
  showTrials(open);
  listenToKeys(does);
  listenToMarks();
  const trials = state.review.trials;
  if (!trials.length) byId("main").replaceChildren(el("p", { class: "empty" }, "There are no rules to review in these files."));
  const last = trials.find((trial) => trial.key === sessionStorage.getItem("trial"));
  const first = last ?? trials.find((trial) => trial.criteria.some((facet) => !facet.decided)) ?? trials[0];
  if (first) await open(first.key, last ? sessionStorage.getItem("criterion") : null);
}

start();
