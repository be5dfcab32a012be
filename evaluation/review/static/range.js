// A range as fields: how it is bounded, by which values, in which unit.

import { el } from "./dom.js";

const SIGNS = [[">=", "at least (≥)"], [">", "more than (>)"], ["<=", "at most (≤)"], ["<", "less than (<)"], ["=", "exactly (=)"], ["[]", "from … to …"], ["()", "between, ends left out"], ["[)", "from … to below …"], ["(]", "above … to …"]];
const TIMES = [["h", "hours"], ["d", "days"], ["wk", "weeks"], ["mo", "months"], ["a", "years"], ["{half-life}", "half-lives"]];

function signOf({ lower, upper }) {
  if (lower && upper) return lower.value === upper.value ? "=" : (lower.inclusive ? "[" : "(") + (upper.inclusive ? "]" : ")");
  if (lower) return lower.inclusive ? ">=" : ">";
  return upper.inclusive ? "<=" : "<";
}

// `units` are suggestions; null asks for a length of time.
export function rangeFields(name, range, units) {
  const sign = el("select", { name: `${name}-sign`, "aria-label": "Bounds" }, SIGNS.map(([v, words]) => el("option", { value: v }, words)));
  sign.value = signOf(range);
  const first = range.lower ?? range.upper;
  const a = el("input", { name: `${name}-a`, inputmode: "decimal", size: 6, value: first.value, "aria-label": "Value" });
  const b = el("input", { name: `${name}-b`, inputmode: "decimal", size: 6, value: range.lower && range.upper ? range.upper.value : "", "aria-label": "Upper value" });
  const two = () => { b.hidden = sign.value.length < 2 || "<>".includes(sign.value[0]); };
  sign.onchange = two;
  two();
  return el("span", { class: "range" }, sign, a, b, units === null ? time(name, range.unit) : unit(name, range.unit, units));
}

function time(name, value) {
  const made = el("select", { name: `${name}-unit`, "aria-label": "Unit" }, TIMES.map(([v, words]) => el("option", { value: v }, words)));
  if (!TIMES.some(([v]) => v === value)) made.append(el("option", { value: value ?? "" }, value ?? "no unit"));
  made.value = value ?? "";
  return made;
}

function unit(name, value, units) {
  return [
    el("input", { name: `${name}-unit`, size: 10, value: value === "1" ? "" : value ?? "", list: `${name}-units`, placeholder: "no unit", "aria-label": "Unit" }),
    el("datalist", { id: `${name}-units` }, units.filter((u) => u !== "1").map((u) => el("option", { value: u }))),
  ];
}

function number(words) {
  const value = Number(words.trim());
  if (!words.trim() || !Number.isFinite(value)) throw new Error(`“${words}” is no number; write 1.5 for one and a half.`);
  return value;
}

export function rangeOf(form, name, before) {
  const field = (part) => form.elements[`${name}-${part}`].value;
  const sign = field("sign"), a = number(field("a"));
  const bound = (value, inclusive) => ({ value, inclusive });
  const unit = field("unit").trim() || (before?.unit === undefined || before?.unit === null ? null : "1");
  const of = unit === null ? {} : { unit };
  if (sign === "=") return { lower: bound(a, true), upper: bound(a, true), ...of };
  if (sign[0] === ">") return { lower: bound(a, sign === ">="), ...of };
  if (sign[0] === "<") return { upper: bound(a, sign === "<="), ...of };
  return { lower: bound(a, sign[0] === "["), upper: bound(number(field("b")), sign[1] === "]"), ...of };
}
