// What the page knows: the trials of the review, the trial that is open, the filters, and where the person is.

export const state = {
  review: null, // {reviewer, folder, trials: [{key, id, title, criteria: [facet]}]}
  trial: null, // the open trial with its rows
  filters: { search: "", unread: false, warning: "", measure: "", state: "" },
  current: null, // the id of the criterion that the keys act on
  editing: null, // the id of the criterion that is being corrected
  marked: null, // {id, start, end, text}: words of a criterion, in code points of the trial's text
  names: null, // {measures: {name: [units]}} once it was needed
};

export const STATES = {
  open: "open", draft: "unfinished", accepted: "accepted", corrected: "corrected", rejected: "rejected",
  left_out: "no criterion",
};

export function fits(facet) {
  const f = state.filters;
  if (f.unread && facet.coverage === "full") return false;
  if (f.warning && !(f.warning === "any" ? facet.warnings.length : facet.warnings.includes(f.warning))) return false;
  if (f.measure && !facet.measures.includes(f.measure)) return false;
  if (f.state === "undecided" && facet.decided) return false;
  if (f.state && f.state !== "undecided" && facet.state !== f.state) return false;
  return true;
}

export const filtered = () => {
  const f = state.filters;
  return Boolean(f.unread || f.warning || f.measure || f.state);
};

export function fitsSearch(trial) {
  const wanted = state.filters.search.trim().toLowerCase();
  return !wanted || `${trial.id} ${trial.title}`.toLowerCase().includes(wanted);
}

export const listed = () =>
  state.review.trials.filter((trial) => fitsSearch(trial) && (!filtered() || trial.criteria.some(fits)));

export function updateFacets(key, facets) {
  const trial = state.review.trials.find((one) => one.key === key);
  for (const facet of facets) {
    const at = trial.criteria.findIndex((one) => one.id === facet.id);
    trial.criteria[at] = facet;
  }
}
