// Small parts that cards are made of: what can be read on one, and keeping somebody's place in it.

import { byId, h, idOf } from "./dom.js";

// The words of a field that are typed, with where they stand.
export function typedIn(field) {
  switch (field.type) {
    case "words": case "line": return [[field.path, field.value]];
    case "answers": return field.items.map(({ path, label }) => [path, label]);
    case "lines": return field.lines.map(({ path, value }) => [path, value]);
    case "arms": return field.arms.filter((arm) => arm.if !== null).map((arm) => [[...arm.path, "if"], arm.if]);
    case "pairs": return field.pairs.map(({ path, value }) => [path, value]);
    default: return [];
  }
}

// What could be read on a card and cannot any more: words, and where it led.
export function gone(before, after) {
  const kept = wordsOn(after).join("\n");
  const words = wordsOn(before).filter((one) => !kept.includes(one)).map((one) => `“${one}”`);
  const ways = waysOn(before).filter((to) => !waysOn(after).includes(to)).map((to) => `the way to ${to}`);
  return [...words, ...ways];
}

function wordsOn(card) {
  return card.fields.flatMap(typedIn).map(([, words]) => words.trim()).filter(Boolean);
}

function waysOn(card) {
  const ways = card.fields.flatMap((field) => [field, ...(field.items ?? []), ...(field.arms ?? [])])
    .map((one) => (one.type === "goes" ? one.value : one.go));
  return [...new Set(ways.filter(Boolean))];
}

// Fills a list when somebody comes to choose: a long dialogue has hundreds of them.
export function whenChosen(select, fillIn) {
  const once = () => { if (!select.dataset.filled) { select.dataset.filled = "yes"; fillIn(); } };
  select.addEventListener("focus", once);
  select.addEventListener("pointerdown", once);
}

export function problemsOf(path) {
  return h("div", { class: "problems", id: `${idOf(path)}-told` });
}

export function link(step, sign = null) {
  return h("a", { href: `#step-${step}`, "aria-label": sign ? `Go to ${step}` : null }, sign ?? step);
}

// A day as people write it; whatever else stands there is left as it is.
export function day(said) {
  const at = new Date(`${said}T12:00`);
  return Number.isNaN(at.getTime()) ? said
    : at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

export function grow(input) {
  if (input.tagName !== "TEXTAREA") return;
  const lines = input.value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 58)), 0);
  input.rows = Math.max(1, Math.min(lines, 24));
}

export function remembered() {
  const at = document.activeElement;
  if (!at?.id || at === document.body) return null;
  const range = at.selectionStart === undefined || at.type === "checkbox" ? null
    : [at.selectionStart, at.selectionEnd];
  return { part: at, id: at.id, range, words: at.value };
}

export function restore(focus) {
  if (!focus || document.activeElement === focus.part) return;
  const at = byId(focus.id);
  if (!at || at === focus.part) return;
  if (focus.range) at.value = focus.words;
  at.focus({ preventScroll: true });
  if (focus.range) at.setSelectionRange(...focus.range);
}
