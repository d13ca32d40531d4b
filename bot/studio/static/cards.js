// The cards of a dialogue. A card is made anew only when its shape changed; words that somebody is
// typing are never touched.

import { gone, grow, link, problemsOf, remembered, restore, typedIn, whenChosen } from "./card_parts.js";
import { byId, h, idOf, keyOf } from "./dom.js";
import { choice, readers, ticks } from "./chosen.js";

const NEW = "\u0000new"; // no step can have this name
const READERS = "\u0000readers";
const CHOOSE = "Choose where it leads…";

export class Cards {
  constructor(draft, { newStep, play }) {
    this.draft = draft;
    this.newStep = newStep;
    this.play = play;
    this.root = byId("cards");
    this.shown = new Map(); // by step: the shape, and the part of the page
    this.fresh = new Set(); // cards whose words may not be in their fields yet
    this.open = new Set(); // cards whose further fields are open
  }

  show() {
    const focus = remembered();
    this.steps = JSON.stringify(this.draft.cards.map(({ step }) => step));
    const parts = this.draft.cards.map((card) => this.card(card));
    for (const step of this.shown.keys()) {
      if (!this.draft.cards.some((card) => card.step === step)) this.shown.delete(step);
    }
    parts.forEach((part, at) => {
      if (this.root.children[at] !== part) this.root.insertBefore(part, this.root.children[at] ?? null);
    });
    while (this.root.children.length > parts.length) this.root.lastChild.remove();
    this.fill();
    restore(focus);
  }

  card(card) {
    const known = this.shown.get(card.step);
    if (known?.card === card && known.steps === this.steps) return known.part;
    this.fresh.add(card);
    const shape = this.shape(card);
    if (known?.shape === shape) {
      Object.assign(known, { card, steps: this.steps });
      return known.part;
    }
    const part = card.step === null ? this.top(card) : this.step(card);
    this.shown.set(card.step, { shape, part, card, steps: this.steps });
    return part;
  }

  // All of a card but the words that are typed into it. Its ways depend on which steps there are.
  shape(card) {
    const fields = card.fields.map((field) => {
      switch (field.type) {
        case "words": case "line": return { ...field, value: null };
        case "answers": return { ...field, items: field.items.map((one) => ({ ...one, label: null })) };
        case "lines": return { ...field, lines: field.lines.length };
        case "arms": return { ...field, arms: field.arms.map((one) => ({ ...one, if: one.if === null })) };
        case "pairs": return { ...field, pairs: field.pairs.map((one) => one.name) };
        default: return field;
      }
    });
    return JSON.stringify({ ...card, summary: null, fields }) + this.steps;
  }

  // Puts the words of the draft into the fields, but not where somebody is typing.
  fill() {
    const fresh = this.draft.refill ? this.draft.cards : [...this.fresh];
    this.draft.refill = false;
    this.fresh.clear();
    for (const [path, words] of fresh.flatMap((card) => card.fields.flatMap(typedIn))) {
      const input = byId(idOf(path));
      if (!input || this.draft.pending.has(keyOf(path)) || this.draft.refused.has(keyOf(path))) continue;
      if (input === document.activeElement && input.value.trim() === words.trim()) continue;
      if (input.value !== words) {
        input.value = words;
        grow(input);
      }
    }
    for (const change of this.draft.pending.values()) {
      const input = byId(idOf(change.path));
      if (input && input !== document.activeElement && input.value !== change.words) input.value = change.words;
    }
  }

  top(card) {
    return h("section", { class: "card top", id: "step-", "aria-label": "About the dialogue" },
      h("h2", { tabindex: -1 }, "About the dialogue"),
      h("div", { class: "problems own" }),
      card.fields.filter((field) => !field.more).map((field) => this.field(field)),
      this.further("", "More about the dialogue", card.fields.filter((field) => field.more)));
  }

  // What few need, and what stays open when somebody opened it.
  folded(key, words, ...parts) {
    const toggled = (event) => this.open[event.target.open ? "add" : "delete"](key);
    return h("details", { class: "more", open: this.open.has(key), ontoggle: toggled },
      h("summary", {}, words), ...parts);
  }

  further(step, words, fields, ...rest) {
    return this.folded(step, words, fields.map((field) => this.field(field)), ...rest);
  }

  step(card) {
    const { step } = card;
    const path = ["steps", step];
    const plain = card.fields.filter((field) => !field.more);
    const more = card.fields.filter((field) => field.more);
    const further = this.further(step, "More about this step", more, this.rename(path, step));
    return h("section", { class: "card", id: `step-${step}`, "aria-labelledby": `name-${step}` },
      h("div", { class: "head" },
        h("h2", { id: `name-${step}`, tabindex: -1 },
          h("span", { class: "number" }, `${card.number}`), " ", step),
        this.kind(card)),
      this.from(card),
      h("div", { class: "problems own" }),
      plain.map((field) => this.field(field)),
      further,
      h("div", { class: "row tools" },
        this.button("Play from here", `play-${step}`, () => this.play(step), step),
        this.button("Add a step after it", `after-${step}`, () => this.newStep(step), step),
        this.button("Earlier", `up-${step}`, () => this.draft.make({ do: "move", path, by: -1 }), step),
        this.button("Later", `down-${step}`, () => this.draft.make({ do: "move", path, by: 1 }), step),
        this.button("Take out", `out-${step}`, () => this.takeOut(path, card.number), step)));
  }

  // What a step does, and a choice of what else it could do.
  kind({ step, kind }) {
    const select = h("select", { id: `kind-${step}`, class: "kind", "aria-label": `What ${step} does` },
      h("option", { value: "", selected: true }, kind || "Choose what it does…"));
    whenChosen(select, () => {
      const others = [...byId("new-kind").options].filter((one) => one.text !== kind);
      select.append(...others.map((one) => h("option", { value: one.value }, one.text)));
    });
    select.addEventListener("change", () => { if (select.value) this.turn(step, select.value); });
    return select;
  }

  async turn(step, kind) {
    const find = () => this.draft.cards.find((card) => card.step === step);
    const before = find();
    await this.draft.make({ do: "turn", step, kind });
    const lost = find() ? gone(before, find()) : [];
    if (lost.length) this.draft.say(`No longer on the card “${step}”: ${lost.join(", ")}. Undo brings it back.`);
  }

  // What leads to a step; a step nobody comes to is told of in words.
  from(card) {
    const ways = card.from.map(({ step, by }) => h("li", {}, link(step), by ? ` ${by}` : ""));
    if (card.first) ways.unshift(h("li", {}, "the beginning"));
    if (card.reminder) ways.unshift(h("li", {}, "a reminder"));
    if (!ways.length) return h("p", { class: "from none" }, "No step leads here yet.");
    return h("div", { class: "from" }, h("span", {}, "Comes from"), h("ul", {}, ways));
  }

  async takeOut(path, number) {
    await this.draft.make({ do: "remove", path });
    const next = this.root.children[Math.min(number, this.root.children.length - 1)];
    next?.querySelector("h2").focus();
  }

  rename(path, name) {
    const id = `rename-${path.join("-")}`;
    const change = (event) => {
      event.preventDefault();
      this.draft.make({ do: "rename", path, name: byId(id).value });
    };
    return h("form", { class: "row", onsubmit: change },
      h("label", { for: id }, "The step’s name"),
      h("input", { id, value: name, autocomplete: "off", maxlength: 40, spellcheck: "false" }),
      h("button", {}, "Change it everywhere"));
  }

  button(words, id, onclick, about, extra = {}) {
    return h("button", { type: "button", id, onclick, ...extra }, words,
      h("span", { class: "unseen" }, ` (${about})`));
  }

  field(field) {
    const made = this[`${field.type}Field`](field);
    made.dataset.at = keyOf(field.path);
    return made;
  }

  wordsField({ path, label, value, optional }) {
    const hint = optional ? null : "Write what people read";
    return this.labelled(path, label, this.typed(path, value, { optional, lines: true, hint }));
  }

  lineField({ path, label, value, optional }) {
    return this.labelled(path, label, this.typed(path, value, { optional }));
  }

  labelled(path, label, input) {
    return h("div", { class: "field" }, h("label", { for: idOf(path) }, label), input, problemsOf(path));
  }

  typed(path, value, { optional = false, lines = false, label = null, hint = null } = {}) {
    const input = h(lines ? "textarea" : "input", {
      id: idOf(path), value, rows: lines ? 2 : null, autocomplete: "off", "aria-label": label,
      placeholder: hint,
      "aria-describedby": `${idOf(path)}-told`,
      oninput: () => { grow(input); this.draft.type(path, input.value, optional); },
    });
    if (lines) queueMicrotask(() => grow(input));
    return input;
  }

  goesField({ path, label, value, none }) {
    return h("div", { class: "field goes" },
      h("label", { for: `${idOf(path)}-to` }, label), this.goes(path, value, none), problemsOf(path));
  }

  // A choice of steps. All of them are put in when somebody comes to choose: a long dialogue has
  // hundreds of such choices.
  goes(path, value, none, label = null) {
    const select = h("select", { id: `${idOf(path)}-to`, "aria-label": label,
      "aria-describedby": `${idOf(path)}-told` });
    const known = this.draft.cards.some((card) => card.step === value);
    const own = value && !known ? `${value} (there is no such step)` : value || none || CHOOSE;
    select.append(h("option", { value, selected: true }, own));
    whenChosen(select, () => {
      const steps = this.draft.cards.filter((card) => card.step !== null && card.step !== value);
      if (value && none) select.prepend(h("option", { value: "" }, none));
      for (const { step, summary } of steps) {
        select.append(h("option", { value: step }, summary ? `${step}: ${summary}` : step));
      }
      select.append(h("option", { value: NEW }, "A new step…"));
    });
    select.addEventListener("change", () => {
      if (select.value !== NEW) {
        this.draft.make({ do: "goes", path, to: select.value });
        return;
      }
      select.value = value;
      this.newStep(path[0] === "steps" ? path[1] : null, path);
    });
    return h("span", { class: "to" }, select, value && known ? link(value, "→") : null);
  }

  answersField({ path, label, add, leads, items, days, none }) {
    const rows = items.map(({ id, path: at, label: words, go }, number) => {
      const said = `${days ? "Day" : leads ? "Button" : "Words"} ${number + 1}`;
      return h("li", { data: { at: keyOf(at) } },
        h("div", { class: "answer" },
          days ? h("span", { class: "day" }, id) : null,
          this.typed(at, words, { label: said, hint: leads ? "What people tap" : "Write it here" }),
          leads ? this.goes(at, go, none, `${said} goes to`) : null,
          this.small("↑", `${said}: earlier`, at, { do: "move", path: at, by: -1 }),
          this.small("↓", `${said}: later`, at, { do: "move", path: at, by: 1 }),
          this.small("×", `${said}: take out`, at, { do: "remove", path: at })),
        problemsOf(at));
    });
    return h("fieldset", { class: "answers" }, h("legend", {}, label),
      h("ol", {}, rows), this.adding(path, add, days), problemsOf(path));
  }

  adding(path, label, days) {
    const id = `${idOf(path)}-new`;
    const words = h("input", { id, autocomplete: "off" });
    const day = days ? h("input", { id: `${id}-day`, placeholder: "1 week", autocomplete: "off" }) : null;
    const add = async (event) => {
      event.preventDefault();
      if (!words.value.trim()) return;
      const change = { do: "add_item", path, words: words.value, id: day?.value ?? "" };
      words.value = "";
      if (day) day.value = "";
      await this.draft.make(change);
      byId(id)?.focus();
    };
    return h("form", { class: "row adding", onsubmit: add },
      days ? [h("label", { for: `${id}-day` }, "How far off"), day] : null,
      h("label", { for: id }, days ? "Its words" : label), words,
      h("button", {}, "Add"));
  }

  small(sign, words, path, change) {
    const id = `${idOf(path)}-${change.do}${change.by ?? ""}`;
    return h("button", { type: "button", class: "small", id, "aria-label": words, title: words,
      onclick: () => this.draft.make(change) }, sign);
  }

  linesField({ path, label, lines }) {
    const rows = lines.map(({ path: at, value }, number) => h("li", { data: { at: keyOf(at) } },
      h("div", { class: "answer" },
        this.typed(at, value, { lines: true, label: `Line ${number + 1}`, hint: "Write what people read" }),
        this.small("↑", `Line ${number + 1} earlier`, at, { do: "move", path: at, by: -1 }),
        this.small("↓", `Line ${number + 1} later`, at, { do: "move", path: at, by: 1 }),
        this.small("×", `Take line ${number + 1} out`, at, { do: "remove", path: at })),
      problemsOf(at)));
    return h("fieldset", { class: "answers" }, h("legend", {}, label), h("ol", {}, rows),
      this.adding(path, "Add a line", false), problemsOf(path));
  }

  armsField({ path, arms }) {
    const rows = arms.map(({ path: at, if: condition, go }, number) => h("li", { data: { at: keyOf(at) } },
      h("div", { class: "answer" },
        condition === null ? h("span", {}, "Otherwise")
          : this.labelled([...at, "if"], `Way ${number + 1}, taken when`,
            this.typed([...at, "if"], condition, { hint: "such as low == \"talk\"" })),
        this.goes(at, go, "", condition === null ? "Otherwise goes to" : `Way ${number + 1} goes to`),
        condition === null ? null : this.small("×", `Way ${number + 1}: take out`, at, { do: "remove", path: at })),
      problemsOf(at)));
    const add = h("button", { type: "button", id: `${idOf(path)}-add`,
      onclick: () => this.draft.make({ do: "add_arm", path }) }, "Add a way");
    return h("fieldset", { class: "answers" }, h("legend", {}, "The first that fits is taken"),
      h("ol", {}, rows), add, problemsOf(path));
  }

  pairsField({ path, pairs }) {
    return h("fieldset", {}, h("legend", {}, "What is written"),
      pairs.map(({ name, path: at, value }) => {
        const label = name === "text" ? "The words (a step that asked, or a text)" : name;
        const made = this.labelled(at, label, this.typed(at, value, { hint: "The name of the step that asked" }));
        made.dataset.at = keyOf(at);
        return made;
      }), problemsOf(path));
  }

  choiceField(field) { return this.labelled(field.path, field.label, choice(field, this.draft)); }

  ticksField(field) { return ticks(field, this.draft); }

  readersField(field) {
    const heading = `Who read the words (${field.readers.length || "nobody yet"})`;
    return this.folded(READERS, heading, ...readers(field, this.draft), problemsOf(field.path));
  }

  rawField({ path }) {
    return h("p", { class: "raw" }, `This part (${path.slice(2).join(" ") || "the step"}) can be changed in the file’s text.`,
      problemsOf(path));
  }
}
