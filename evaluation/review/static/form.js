// A leaf as a form: fields that a trial nurse knows, and the words that say each part.

import { button, el } from "./dom.js";
import { rangeFields, rangeOf } from "./range.js";
import { state } from "./state.js";

const ROLES = [["drug", "drug"], ["drug_class", "class of drugs"], ["procedure", "procedure"], ["therapy", "therapy"], ["vaccine", "vaccine"], ["study", "other study"]];
const STATUSES = [["", "not said"], ["current", "at present"], ["past", "in the past"], ["planned", "planned"]];
const RELATIVE = [["", "–"], ["ULN", "× ULN (upper limit of normal)"], ["LLN", "× LLN (lower limit of normal)"], ["baseline", "× baseline"], ["predicted", "of predicted"]];
const ANCHORS = ["now", "screening", "consent", "enrolment", "randomization", "baseline", "first_dose", "study_start", "surgery", "diagnosis", "last_dose", "visit", "other"].map((a) => [a, a.replaceAll("_", " ")]);
const DIRECTIONS = [["before", "before"], ["after", "after"]];
export const CONCEPT = { threshold: "measure", exposure: "agent", condition: "condition" };

function select(name, label, options, value) {
  const made = el("select", { name }, options.map(([v, words]) => el("option", { value: v }, words)));
  made.value = value ?? "";
  return el("label", {}, el("span", {}, label), made);
}

function text(name, label, value, list) {
  return el("label", {}, el("span", {}, label), el("input", { name, value: value ?? "", list, autocomplete: "off" }));
}

const clone = (value) => JSON.parse(JSON.stringify(value));

export function leafForm(leaf, row, does) {
  return new LeafForm(clone(leaf), row, does).made();
}

class LeafForm {
  constructor(leaf, row, does) {
    Object.assign(this, { leaf, row, does });
    delete this.leaf.phrase;
  }

  made() {
    this.box = el("form", { class: `leaf-form k-${this.leaf.op}`, autocomplete: "off" });
    this.box.onsubmit = (event) => { event.preventDefault(); this.apply(); };
    this.box.onkeydown = (event) => {
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); this.does.cancel(); }
    };
    this.fill();
    return this.box;
  }

  fill() {
    this.box.replaceChildren(...[this.main(), this.times(), this.more(), this.words(),
      el("p", { class: "problem", role: "alert", hidden: true }),
      el("div", { class: "actions" }, el("button", { class: "primary" }, "Apply"), button("Cancel", () => this.does.cancel(), { class: "link" }))]
      .flat(Infinity).filter(Boolean));
  }

  main() {
    const { leaf } = this;
    if (leaf.op === "threshold") {
      const units = state.names?.measures[leaf.measure.name] ?? [];
      return el("div", { class: "fields" },
        el("datalist", { id: "measures" }, Object.keys(state.names?.measures ?? {}).map((value) => el("option", { value }))),
        text("name", "Measure", leaf.measure.name, "measures"),
        rangeFields("range", leaf.range, units),
        select("relative_to", "Times or share of", RELATIVE, leaf.relative_to),
        text("of", "Of what (graded or counted)", leaf.of?.name));
    }
    if (leaf.op === "exposure") return el("div", { class: "fields" },
      text("name", "Name", leaf.agent.name), select("role", "Kind", ROLES, leaf.role), select("status", "When", STATUSES, leaf.status));
    if (leaf.op === "condition") return el("div", { class: "fields" },
      text("name", "Name", leaf.condition.name), select("status", "When", STATUSES, leaf.status), text("to", "To what (allergy, abuse)", leaf.to?.name),
      select("to_role", "which is a", [["", "not said"], ...ROLES], leaf.to_role));
    if (leaf.op === "attribute") return el("div", { class: "fields" }, text("name", "Trait", leaf.name), text("value", "Value", leaf.value));
    return el("p", {}, "These words are for a person to judge.");
  }

  times() {
    const { leaf } = this;
    if (!CONCEPT[leaf.op]) return null;
    const w = leaf.window, d = leaf.duration;
    return [
      w ? el("fieldset", { class: "fields" }, el("legend", {}, "Time window"), rangeFields("window", w.range, null),
        select("direction", "", DIRECTIONS, w.direction), select("anchor", "Counted from", ANCHORS, w.anchor),
        button("remove", () => this.drop("window"))) : null,
      d ? el("fieldset", { class: "fields" }, el("legend", {}, "How long it lasts"), rangeFields("duration", d, null),
        button("remove", () => this.drop("duration"))) : null,
      el("p", { class: "tools" },
        w ? null : this.marking("Time window from marked words", async () => { leaf.window = await this.does.time("window"); }),
        d ? null : this.marking("Duration from marked words", async () => { leaf.duration = await this.does.time("duration"); })),
    ];
  }

  more() {
    const { leaf } = this;
    if (leaf.op !== "exposure" && leaf.op !== "condition") return null;
    const left = leaf.excluding ?? [];
    return [
      leaf.dose ? el("fieldset", { class: "fields" }, el("legend", {}, "Dose"), rangeFields("dose", leaf.dose, ["mg/d"]), button("remove", () => this.drop("dose"))) : null,
      left.map((x, k) => el("p", { class: "fields" }, text(`except-${k}`, "But not (exception)", x.name),
        button("remove", () => { this.read(); left.splice(k, 1); this.fill(); }, { "aria-label": `remove the exception ${x.name}` }))),
      el("p", { class: "tools" },
        this.marking("Exception from marked words", (m) => { leaf.excluding = [...left, { name: named(m), span: placed(m) }]; }),
        leaf.op === "exposure" && !leaf.dose ? button("Add a dose", () => { leaf.dose = { lower: { value: 1, inclusive: true }, unit: "mg/d" }; this.refill(); }) : null),
    ];
  }

  words() {
    const { leaf } = this;
    const concept = leaf[CONCEPT[leaf.op]];
    const parts = [["All of its words", leaf], ["The name’s words", concept], ["The window’s words", leaf.window], ["The duration’s words", leaf.duration],
      ["Words of what is graded", leaf.of?.name === undefined ? null : leaf.of], ["Words of “to what”", leaf.to]].filter(([, part]) => part);
    return el("details", { class: "places" }, el("summary", {}, "Which words say so"), el("ul", {}, parts.map(([label, part]) =>
      el("li", {}, `${label}: `, part.span ? el("q", {}, this.quote(part.span)) : el("em", {}, "not marked"), " ",
        this.marking("use marked words", (m) => {
          part.span = placed(m);
          if (part !== leaf && "text" in part) delete part.text;
          if (leaf.op === "other") leaf.text = m.text;
        })))));
  }

  quote({ start, end }) {
    return Array.from(this.row.text).slice(start - this.row.start, end - this.row.start).join("").replace(/\s+/g, " ");
  }

  marking(label, use) {
    return button(label, async () => {
      const m = state.marked;
      if (m?.id !== this.row.id) return this.problem("Mark the words in the text first, with the mouse.");
      try {
        this.read();
        await use(m);
        this.fill();
      } catch (wrong) {
        this.problem(wrong.message);
      }
    });
  }

  drop(part) {
    this.read();
    delete this.leaf[part];
    this.fill();
  }

  refill() {
    this.read();
    this.fill();
  }

  problem(message) {
    const place = this.box.querySelector(".problem");
    place.textContent = message;
    place.hidden = false;
  }

  // The form's fields into the leaf. Throws an Error that says what is wrong.
  read() {
    const { leaf } = this;
    const field = (name) => this.box.elements[name]?.value.trim() ?? "";
    const concept = CONCEPT[leaf.op];
    if (concept) {
      if (!field("name")) throw new Error("The name is missing.");
      leaf[concept].name = field("name");
    }
    if (leaf.op === "attribute") Object.assign(leaf, { name: field("name"), value: field("value") });
    if (leaf.op === "exposure") leaf.role = field("role");
    for (const name of ["status", "relative_to", "to_role"]) {
      if (!this.box.elements[name]) continue;
      if (field(name)) leaf[name] = field(name);
      else delete leaf[name];
    }
    for (const name of ["of", "to"]) {
      if (!this.box.elements[name]) continue;
      if (field(name)) leaf[name] = { ...leaf[name], name: field(name) };
      else delete leaf[name];
    }
    if (!leaf.to) delete leaf.to_role;
    (leaf.excluding ?? []).forEach((x, k) => { x.name = field(`except-${k}`) || x.name; });
    for (const name of ["range", "duration", "dose"])
      if (this.box.elements[`${name}-a`]) leaf[name] = { ...kept(leaf[name]), ...rangeOf(this.box, name, leaf[name]) };
    if (this.box.elements["window-a"])
      Object.assign(leaf.window, { range: rangeOf(this.box, "window", leaf.window.range), direction: field("direction"), anchor: field("anchor") });
  }

  apply() {
    try {
      this.read();
    } catch (wrong) {
      this.problem(wrong.message);
      return;
    }
    this.does.apply(this.leaf);
  }
}

const kept = (range) => (range?.span ? { span: range.span } : {});
const placed = (m) => ({ start: m.start, end: m.end });
const named = (m) => m.text.replace(/\s+/g, " ").trim().toLowerCase();
