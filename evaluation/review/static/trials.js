// The left column: filters, the list of trials; and the progress bar above.

import { button, byId, el } from "./dom.js";
import { STATES, filtered, fits, listed, state } from "./state.js";

const count = (facets, test) => facets.reduce((n, facet) => n + (test(facet) ? 1 : 0), 0);

export function showProgress() {
  const all = state.review.trials.flatMap((trial) => trial.criteria);
  const done = count(all, (facet) => facet.decided);
  byId("progress").replaceChildren(
    el("progress", { max: Math.max(all.length, 1), value: done, "aria-label": "decided criteria" }),
    el("span", {}, all.length === done ? `all ${all.length} decided` : `${done} of ${all.length} decided, ${all.length - done} left`),
  );
  byId("next").disabled = done === all.length;
}

function tally(of) {
  const found = new Map();
  for (const trial of state.review.trials)
    for (const facet of trial.criteria) for (const name of facet[of]) found.set(name, (found.get(name) || 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

function choice(name, label, options) {
  const select = el("select", { name }, options.map(([value, text]) => el("option", { value }, text)));
  select.value = state.filters[name];
  return el("label", {}, el("span", {}, label), select);
}

export function showFilters(changed) {
  const warnings = tally("warnings").map(([code, n]) => [code, `${code.replaceAll("_", " ")} (${n})`]);
  const measures = tally("measures").map(([name, n]) => [name, `${name} (${n})`]);
  const form = byId("filters");
  form.replaceChildren(
    el("label", {}, el("span", {}, "Find a trial"), el("input", { name: "search", type: "search", value: state.filters.search, placeholder: "number or title" })),
    el("label", { class: "check" }, el("input", { name: "unread", type: "checkbox", checked: state.filters.unread }), "Not fully read"),
    choice("state", "Decision", [["", "any"], ["undecided", "not decided"], ...Object.entries(STATES)]),
    choice("warning", "Warning", [["", "any or none"], ["any", "some warning"], ...warnings]),
    choice("measure", "Measure", [["", "any or none"], ...measures]),
    button("Clear filters", () => { clearFilters(); showFilters(changed); changed(); }, { class: "link", id: "clear" }),
  );
  form.oninput = (event) => {
    const field = event.target;
    state.filters[field.name] = field.type === "checkbox" ? field.checked : field.value;
    changed();
  };
  form.onsubmit = (event) => event.preventDefault();
}

export function clearFilters() {
  Object.assign(state.filters, { search: "", unread: false, warning: "", measure: "", state: "" });
}

export function showTrials(open) {
  const rows = listed().map((trial) => {
    const total = trial.criteria.length;
    const done = count(trial.criteria, (facet) => facet.decided);
    const hits = filtered() ? `${count(trial.criteria, fits)} shown · ` : "";
    const here = state.trial?.key === trial.key;
    return el("li", {},
      button([
        el("span", { class: "trial-id" }, trial.id, done === total && total ? el("span", { class: "done", title: "all decided" }, " ✓") : null),
        el("span", { class: "trial-title" }, trial.title),
        el("span", { class: "trial-count" }, total ? `${hits}${done} of ${total} decided` : "no criteria"),
        total ? el("progress", { max: total, value: done, "aria-hidden": "true" }) : null,
      ], () => open(trial.key), { "aria-current": here ? "true" : null, data: { key: trial.key } }),
    );
  });
  const focused = byId("trials").contains(document.activeElement) ? document.activeElement.dataset.key : null;
  byId("trials").replaceChildren(...rows);
  if (focused) byId("trials").querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  if (!rows.length) byId("trials").append(el("li", { class: "quiet" }, "No trial fits."));
  byId("clear").hidden = !filtered() && !state.filters.search;
}
