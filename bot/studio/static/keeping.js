// What was played, kept as a test. A test holds on to what is saved, so the draft is saved first.

import { ask } from "./api.js";
import { byId } from "./dom.js";

export class Keeping {
  constructor(draft, chat, onKept) {
    this.draft = draft;
    this.chat = chat;
    this.onKept = onKept;
    this.suggested = "";
    byId("chat-keep").addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep();
    });
    for (const what of ["typed", "saving", "looked"]) draft.addEventListener(what, () => this.showButton());
  }

  // The suggestion follows the chat until somebody writes a name of their own, or is about to.
  show({ name, language }) {
    const field = byId("chat-name");
    const untouched = field.value === this.suggested || !field.value;
    if (untouched && document.activeElement !== field) field.value = name;
    this.suggested = name;
    byId("chat-keep").hidden = language !== null;
    if (language) byId("chat-kept").textContent = "Choose English to keep this chat as a test.";
    else if (byId("chat-kept").textContent.startsWith("Choose English")) byId("chat-kept").textContent = "";
  }

  showButton() {
    byId("chat-keep-it").textContent = this.draft.clean ? "Keep it" : "Save the dialogue and keep it";
  }

  async keep() {
    const told = byId("chat-kept");
    told.textContent = "";
    try {
      await this.chat.running;
      await this.draft.pump();
      if (!this.draft.clean) await this.draft.save();
      if (!this.draft.clean) {
        told.textContent = "The dialogue could not be saved, so the test was not kept either.";
        return;
      }
      const { text, url } = this.draft;
      const { kept } = await ask(`${url}/keep`, { text, asked: this.chat.asked, called: byId("chat-name").value.trim() || this.suggested });
      told.textContent = `Kept as the test “${kept}”. Before words are published it is played again, and you are told if the dialogue no longer goes this way.`;
      byId("chat-name").value = this.suggested;
      this.onKept();
      this.chat.play();
    } catch (problem) {
      told.textContent = problem.message;
    }
  }
}
