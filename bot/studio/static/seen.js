// What dialogues draw on, as a person sees it in the chat; asked for when somebody pauses.

import { Offline, ask } from "./api.js";
import { marked } from "./chat.js";
import { byId, h } from "./dom.js";

const AFTER = 400;

export class Seen {
  constructor(draft) {
    this.draft = draft;
    this.text = null; // the text that is shown
  }

  show() {
    clearTimeout(this.timer);
    if (this.draft.text !== this.text) this.timer = setTimeout(() => this.look(), this.text === null ? 0 : AFTER);
  }

  async look() {
    const { text } = this.draft;
    try {
      const { seen } = await ask(`${this.draft.url}/seen`, { text });
      byId("seen-log").replaceChildren(...seen.map((one) => (one.note === undefined
        ? h("p", { class: "bot" }, marked(one.text, one.marks)) : h("p", { class: "note" }, one.note))));
      byId("seen-told").textContent = "";
      this.text = text;
    } catch (problem) {
      byId("seen-told").textContent = problem instanceof Offline ? "No connection to the studio." : problem.message;
    }
  }
}
