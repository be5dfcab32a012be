// The keyboard: one key for each thing that a person does often, and a page that shows them.

import { button, byId, el } from "./dom.js";
import { startMarking } from "./marking.js";
import { state } from "./state.js";

const HELP = [
  ["Moving", [["↓ or j", "next criterion"], ["↑ or k", "criterion before"], ["n", "next one that is open"], ["] and [", "next trial, trial before"], ["f", "filters"]]],
  ["Deciding", [["a", "accept the rule as it is"], ["c", "correct it"], ["x", "reject it, with a note"], ["u", "undo the last step on this criterion"]]],
  ["Correcting", [["Tab", "through the rule’s parts and fields"], ["Enter", "do what is focused; in a field: apply"], ["m", "mark words: ← → choose, with Shift more of them, Enter ends"], ["s", "save the correction"], ["Esc", "back"]]],
  ["Anywhere", [["l", "labels beside the marks"], ["g", "where the gold is"], ["?", "this help"]]],
];

export function showHelp() {
  byId("help").replaceChildren(
    el("h2", {}, "Keys"),
    el("div", { class: "help" }, HELP.map(([title, keys]) => el("section", {}, el("h3", {}, title),
      el("dl", {}, keys.map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)]))))),
    el("div", { class: "actions" }, button("Close", () => byId("help").close(), { class: "primary", autofocus: true })));
  byId("help").showModal();
}

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select");

export function listenToKeys(does) {
  const here = (act) => () => state.current && act(state.current);
  const always = {
    "?": showHelp, l: () => document.body.classList.toggle("labels"), g: () => byId("show-gold").click(),
    f: () => byId("filters").elements.search.focus(),
    u: here(does.undo),
  };
  const reading = {
    ...always, j: () => does.move(1), ArrowDown: () => does.move(1), k: () => does.move(-1), ArrowUp: () => does.move(-1),
    n: does.next, "]": () => does.moveTrial(1), "[": () => does.moveTrial(-1), a: here(does.accept), c: here(does.correct),
    x: here(does.reject),
  };
  const editing = {
    ...always, m: startMarking, s: () => does.save(state.editing), Escape: () => does.close(state.editing),
    u: () => does.undo(state.editing),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape" && state.current) {
        event.target.blur();
        does.go(state.current);
      }
      return;
    }
    const act = (state.editing ? editing : reading)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
