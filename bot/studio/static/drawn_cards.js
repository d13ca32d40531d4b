// The cards of what dialogues draw on: prompts, themes and people to talk to.

import { Cards } from "./cards.js";
import { byId, h, idOf } from "./dom.js";

export class DrawnCards extends Cards {
  constructor(draft, goTo) {
    super(draft, {});
    this.goTo = goTo;
  }

  // A title may be typed on the card itself, so it is no part of the card's shape.
  card(card) {
    const part = super.card(card);
    const title = part.querySelector(".title");
    if (title.textContent !== card.title) title.textContent = card.title;
    return part;
  }

  shape(card) {
    return super.shape({ ...card, title: null });
  }

  top(card) { return this.step(card); }

  step(card) {
    const { path, number, kind } = card;
    const step = card.step ?? "";
    const own = path && !card.group ? `${idOf(path)}-told` : null;
    return h("section", { class: card.group ? "card group" : "card", id: `step-${step}`, "aria-labelledby": `name-${step}` },
      h("div", { class: "head" },
        h(card.listed ? "h3" : "h2", { id: `name-${step}`, tabindex: -1 },
          number ? [h("span", { class: "number" }, `${number}`), " "] : null, h("span", { class: "title" }, card.title)),
        kind ? h("span", { class: "kind" }, kind) : null),
      h("div", { class: "problems own", id: own }),
      this.inOrder(card.fields),
      card.moves || card.next ? this.tools(card) : null);
  }

  // Short fields that follow each other stand side by side where there is room.
  inOrder(fields) {
    const parts = [];
    for (const field of fields) {
      const made = this.field(field);
      if (!field.short) parts.push(made);
      else if (parts.at(-1)?.className === "side") parts.at(-1).append(made);
      else parts.push(h("div", { class: "side" }, made));
    }
    return parts;
  }

  tools(card) {
    const { path } = card;
    const step = card.step ?? "";
    const about = card.listed ? card.kind : card.title;
    return h("div", { class: "row tools" },
      card.next ? this.button(card.next, `after-${step}`, () => this.newPrompt(step), about) : null,
      card.moves ? [
        this.button("Earlier", `up-${step}`, () => this.move(card, -1), about),
        this.button("Later", `down-${step}`, () => this.move(card, 1), about),
        this.button("Take out", `out-${step}`, () => this.takeOut(path, step), about)] : null);
  }

  // Whoever moves a card stays with it.
  async move(card, by) {
    const before = this.draft.text;
    await this.draft.make({ do: "move", path: card.path, by });
    if (this.draft.text === before || !card.listed) return;
    const [group, at] = [card.path.slice(0, -1), card.path.at(-1) + by];
    byId(`${by < 0 ? "up" : "down"}-${[...group, at].join("/")}`)?.focus();
  }

  async takeOut(path, step) {
    const at = this.draft.cards.findIndex((card) => card.step === step);
    await this.draft.make({ do: "remove", path });
    const next = this.root.children[Math.min(at, this.root.children.length - 1)];
    next?.querySelector("h2, h3").focus();
  }

  async newPrompt(after) {
    const dialog = byId("new-prompt");
    const words = byId("new-question");
    words.value = "";
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
    if (dialog.returnValue !== "add") { byId(`after-${after}`)?.focus(); return; }
    await this.draft.make({ do: "add_prompt", words: words.value, after });
    const at = this.draft.cards.findIndex((card) => (card.step ?? "") === after);
    this.goTo(this.draft.cards[at + 1]?.step);
  }

  noteField({ words }) {
    return h("p", { class: "hint" }, words);
  }

  todayField({ path }) {
    const id = `${idOf(path)}-today`;
    return h("p", { class: "row" },
      h("button", { type: "button", id, onclick: () => this.draft.make({ do: "checked_today", path }) }, "Checked today"),
      h("span", { class: "hint" }, "Look at the service’s own page first."));
  }

  add_lineField({ path, under }) {
    const id = `${idOf(path)}-new`;
    const words = h("input", { id, autocomplete: "off", maxlength: 200 });
    const add = async (event) => {
      event.preventDefault();
      if (!words.value.trim()) return;
      const change = { do: "add_line", path, words: words.value };
      words.value = "";
      await this.draft.make(change);
      const under = `${path.join("/")}/`;
      this.goTo(this.draft.cards.filter((card) => card.step.startsWith(under)).at(-1)?.step);
    };
    return h("form", { class: "row adding", onsubmit: add },
      h("label", { for: id }, "Add somebody, called", h("span", { class: "unseen" }, ` (under “${under}”)`)),
      words, h("button", {}, "Add"));
  }
}
