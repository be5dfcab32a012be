// A rule as a tree: operators with their parts, leaves in words. Paths lead to a part: [0, 2] is the third of the first.

import { el } from "./dom.js";

export const OPERATORS = ["all", "any", "not", "at_least"];
export const isOperator = (node) => OPERATORS.includes(node.op);
export const partsOf = (node) => (!isOperator(node) ? [] : node.op === "not" ? [node.of] : node.of);

export function operatorWords(node) {
  if (node.op === "at_least") return `at least ${node.count} of`;
  return { all: "all of", any: "any of", not: "not" }[node.op];
}

export const KINDS = {
  threshold: "value", exposure: "drug or treatment", condition: "condition", attribute: "trait", other: "to be judged",
  item: "item", time: "time", excluding: "exception", unread: "unread",
};

export function leafLine(node) {
  return el("span", { class: `leaf k-${node.op}`, data: { kind: node.op } },
    el("span", { class: "kind" }, KINDS[node.op]), " ", node.op === "other" ? `“${node.text}”` : node.phrase);
}

export function readOnlyTree(node) {
  if (!isOperator(node)) return el("li", { class: "node" }, leafLine(node));
  return el("li", { class: "node" },
    el("span", { class: "operator" }, operatorWords(node)),
    el("ul", {}, partsOf(node).map(readOnlyTree)));
}

export function nodeAt(tree, path) {
  return path.reduce((node, k) => partsOf(node)[k], tree);
}

// The tree with the part at a path changed; `change` gives the new part, null for none, or several in a list.
export function changedAt(tree, path, change) {
  if (!path.length) {
    const made = change(tree);
    return Array.isArray(made) ? made[0] ?? null : made;
  }
  const [k, ...rest] = path;
  const parts = partsOf(tree).flatMap((part, n) => {
    if (n !== k) return [part];
    const made = rest.length ? changedAt(part, rest, change) : change(part);
    return made === null ? [] : [made].flat();
  });
  if (!parts.length) return null;
  if (tree.op === "not") return { ...tree, of: parts[0] };
  if (parts.length === 1) return parts[0];
  const made = { ...tree, of: parts };
  if (made.op === "at_least") made.count = Math.min(made.count, parts.length);
  return made;
}

export function added(tree, leaf, kind) {
  if (!tree) return leaf;
  if (tree.op === "all" || tree.op === "any" || tree.op === "at_least") return { ...tree, of: [...tree.of, leaf] };
  return { op: kind === "exclusion" ? "any" : "all", of: [tree, leaf] };
}

export function grouped(tree, path) {
  const parent = nodeAt(tree, path.slice(0, -1));
  const k = path.at(-1);
  const inner = { op: parent.op === "any" ? "all" : "any", of: parent.of.slice(k, k + 2) };
  const of = [...parent.of.slice(0, k), inner, ...parent.of.slice(k + 2)];
  return changedAt(tree, path.slice(0, -1), (node) => (of.length === 1 ? inner : { ...node, of }));
}
