// Correcting a criterion: the tree with its parts to change, marked words to add, and the notation for experts.

import { loadNames, mark, notationOf, parseRule } from "./api.js";
import { button, el } from "./dom.js";
import { leafForm } from "./form.js";
import { onMarked, startMarking } from "./marking.js";
import { warningsOf, wordsOf } from "./row.js";
import { state } from "./state.js";
import { KINDS, added, changedAt, grouped, isOperator, leafLine, nodeAt, operatorWords, partsOf } from "./tree.js";

let opened = null; // the path of the leaf whose form is open
let expert = false;
const same = (a, b) => a !== null && a.length === b.length && a.every((k, n) => k === b[n]);

export function closeForms() {
  opened = null;
  state.marked = null;
}

export function showEditor(target, row, does) {
  const edit = new Editor(target, row, does);
  if (state.names === null) {
    state.names = { measures: {} };
    loadNames().then((names) => { state.names = names; }, () => {});
  }
  edit.show();
}

class Editor {
  constructor(target, row, does) {
    Object.assign(this, { target, row, does });
  }

  show() {
    const held = this.target.contains(document.activeElement);
    const words = wordsOf(this.row);
    const marks = el("div", { class: "marked", "aria-label": "Marked words" });
    onMarked(() => this.showMarked(marks));
    this.target.replaceChildren(
      el("div", { class: "said" },
        el("div", { class: "row-head" }, el("span", { class: "row-id" }, this.row.id), el("span", { class: "state s-draft" }, "✎ correcting")),
        words, marks, warningsOf(this.row.messages)),
      el("div", { class: "read" }, this.tree(), this.lent(), this.notation(),
        el("p", { class: "problem", role: "alert", hidden: true }),
        el("div", { class: "actions" },
          button(["Save the correction ", el("kbd", {}, "s")], () => this.does.save(this.row.id), { class: "primary" }),
          this.row.state === "open" ? null : button(["Undo ", el("kbd", {}, "u")], () => this.does.undo(this.row.id)),
          button(["Back ", el("kbd", {}, "Esc")], () => this.does.close(this.row.id), { class: "link" }))));
    this.showMarked(marks);
    const form = this.target.querySelector("form.leaf-form");
    if (form) form.querySelector("input, select")?.focus();
    else if (held) this.target.focus({ preventScroll: true });
  }

  // --- the tree

  tree() {
    if (!this.row.tree) return el("p", { class: "nothing" }, "No rule yet: mark words on the left, and say what they are.");
    return el("ul", { class: "tree edit" }, this.node(this.row.tree, []));
  }

  node(node, path) {
    if (opened && same(opened, path) && !isOperator(node)) return this.form(node, path);
    if (!isOperator(node)) return el("li", { class: "node" }, el("div", { class: "line" }, leafLine(node), this.leafButtons(node, path)));
    return el("li", { class: "node" },
      el("div", { class: "line" }, this.operator(node, path), this.operatorButtons(node, path)),
      el("ul", {}, partsOf(node).map((part, k) => this.node(part, [...path, k]))));
  }

  operator(node, path) {
    if (node.op === "not") return el("span", { class: "operator" }, operatorWords(node));
    const op = el("select", { "aria-label": "How the parts are joined", class: "operator" },
      [["all", "all of"], ["any", "any of"], ["at_least", "at least … of"]].map(([value, words]) => el("option", { value }, words)));
    op.value = node.op;
    op.onchange = () => this.change(path, ({ count, ...rest }) =>
      op.value === "at_least" ? { ...rest, op: op.value, count: count ?? Math.min(2, rest.of.length) } : { ...rest, op: op.value });
    if (node.op !== "at_least") return op;
    const many = el("input", { type: "number", min: 1, max: node.of.length, value: node.count, "aria-label": "How many" });
    many.onchange = () => this.change(path, (old) => ({ ...old, count: Number(many.value) }));
    return [op, many];
  }

  operatorButtons(node, path) {
    if (node.op === "not") return el("span", { class: "tools" }, button("remove “not”", () => this.change(path, (old) => old.of)));
    const parent = path.length ? nodeAt(this.row.tree, path.slice(0, -1)) : null;
    return el("span", { class: "tools" }, this.notButton(path),
      parent && parent.op !== "not" ? button("dissolve", () => this.change(path, (old) => old.of), { title: "put its parts into the group above" }) : null);
  }

  leafButtons(node, path) {
    const parent = path.length ? nodeAt(this.row.tree, path.slice(0, -1)) : null;
    const joins = parent && parent.op !== "not" && parent.of.length > 2 && path.at(-1) < parent.of.length - 1;
    return el("span", { class: "tools" },
      node.op === "item" ? null : button("change", () => { opened = path; this.show(); }),
      this.notButton(path),
      joins ? button("group with next", () => this.put(grouped(this.row.tree, path))) : null,
      node.op === "item" ? null : button("remove", () => this.change(path, () => null)));
  }

  notButton(path) {
    const parent = path.length ? nodeAt(this.row.tree, path.slice(0, -1)) : null;
    return parent?.op === "not" ? null : button("not", () => this.change(path, (old) => ({ op: "not", of: old })), { title: "it must not hold" });
  }

  form(node, path) {
    return el("li", { class: "node" }, leafForm(node, this.row, {
      apply: (leaf) => { opened = null; return this.change(path, () => leaf); },
      cancel: () => { opened = null; this.show(); this.target.focus({ preventScroll: true }); },
      time: (part) => mark(state.trial.key, this.row.id, { start: state.marked.start, end: state.marked.end, kind: part }).then((answer) => answer.time),
    }));
  }

  lent() {
    return this.row.window ? el("p", { class: "quiet" }, "This lead-in lends its time to its items. ",
      button("take the time away", () => this.put(this.row.tree, null))) : null;
  }

  change(path, how) {
    return this.put(changedAt(this.row.tree, path, how));
  }

  // Every change is kept at once, as an unfinished correction.
  put(tree, window = this.row.window) {
    return this.does.take(this.row.id, { action: "draft", tree, window });
  }

  // --- marked words

  showMarked(place) {
    const m = state.marked?.id === this.row.id ? state.marked : null;
    if (!m) {
      place.replaceChildren(el("span", { class: "quiet" }, "Something missing? Mark its words with the mouse, or ",
        button(["by keys ", el("kbd", {}, "m")], startMarking, { class: "link" })));
      return;
    }
    place.replaceChildren(el("span", {}, "Add ", el("q", {}, m.text.replace(/\s+/g, " ").trim()), " as "),
      ...["threshold", "exposure", "condition", "attribute", "other"].map((kind) =>
        button(KINDS[kind], () => this.add(kind, m), { class: `add m-${kind}` })));
  }

  async add(kind, m) {
    this.target.querySelector(".marked").replaceChildren(el("span", { class: "quiet" }, "Reading these words …"));
    try {
      const { leaf } = await mark(state.trial.key, this.row.id, { start: m.start, end: m.end, kind });
      state.marked = null;
      const tree = added(this.row.tree, leaf, this.row.kind);
      opened = kind === "other" ? null : tree === leaf ? [] : [partsOf(tree).length - 1];
      await this.put(tree);
    } catch (wrong) {
      this.showMarked(this.target.querySelector(".marked"));
      this.problem(wrong.message);
    }
  }

  problem(message) {
    const place = this.target.querySelector(".problem");
    place.textContent = message;
    place.hidden = !message;
  }

  // --- the notation

  notation() {
    if (this.row.items.length) return null;
    const typed = el("textarea", { rows: 2, spellcheck: "false", "aria-label": "The rule in notation" });
    const wrong = el("p", { class: "problem", hidden: true });
    const apply = button("Apply", () => this.applyNotation(typed.value), { disabled: true });
    const check = async () => {
      const text = typed.value;
      try {
        await parseRule(state.trial.key, this.row.id, { notation: text, tree: this.row.tree });
        if (typed.value === text) { wrong.hidden = true; apply.disabled = false; }
      } catch (reason) {
        if (typed.value === text) { wrong.textContent = reason.message; wrong.hidden = false; apply.disabled = true; }
      }
    };
    typed.oninput = check;
    typed.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); if (!apply.disabled) apply.click(); }
    };
    const fill = () => {
      if (this.row.tree) notationOf(this.row.tree).then(({ notation }) => { typed.value ||= notation; }, () => {});
    };
    const box = el("details", { class: "notation", open: expert }, el("summary", {}, "For experts: the rule in one line"), typed, wrong, apply);
    box.ontoggle = () => { expert = box.open; if (box.open) fill(); };
    if (expert) fill();
    return box;
  }

  async applyNotation(notation) {
    try {
      const { tree } = await parseRule(state.trial.key, this.row.id, { notation, tree: this.row.tree });
      opened = null;
      await this.put(tree);
    } catch (wrong) {
      this.problem(wrong.message);
    }
  }
}
