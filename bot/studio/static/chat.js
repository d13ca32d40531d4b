// The chat as a person sees it, played by the server over the draft as it stands.

import { Offline, ask } from "./api.js";
import { byId, h } from "./dom.js";
import { keepChat, keptChat } from "./kept.js";
import { Keeping } from "./keeping.js";
import { Languages } from "./languages.js";

export class Chat {
  constructor(draft, onKept) {
    this.draft = draft;
    this.start(null);
    this.asked = keptChat(draft.name) ?? this.asked;
    this.over = false;
    // Whoever was only asked to read the words has neither.
    this.languages = byId("chat-language") && new Languages((language) => this.speak(language));
    this.keeping = byId("chat-keep") && new Keeping(draft, this, onKept);
    byId("chat-again").addEventListener("click", () => this.begin(null));
    byId("chat-back").addEventListener("click", () => (this.over ? this.unsay() : this.say("back", "")));
    onSubmit("chat-type", "chat-words", (words) => this.say("typed", words));
    onSubmit("chat-later", "chat-time", (words) => this.say("later", words));
  }

  start(step) {
    this.asked = { step, began: null, said: [], drawn: [], language: this.asked?.language ?? null };
  }

  begin(step) {
    this.start(step);
    return this.play();
  }

  // Goes on in another language, from what was said so far.
  speak(language) {
    this.asked = { ...this.asked, language };
    return this.play();
  }

  // Past the end nobody has a Back; here it lets one try the other ways.
  unsay() {
    this.asked = { ...this.asked, said: this.asked.said.slice(0, -1) };
    return this.play(true);
  }

  say(how, words) {
    this.asked.said.push([how, words]);
    return this.play(true);
  }

  // Plays again from the beginning, so that a changed word is in the chat at once. One request at a
  // time; what is asked for meanwhile is played next.
  play(answered = false) {
    this.wanted = { answered: answered || this.wanted?.answered === true };
    this.running ??= this.work().finally(() => { this.running = null; });
    return this.running;
  }

  async work() {
    while (this.wanted) {
      const { answered } = this.wanted;
      this.wanted = null;
      await this.draft.pump();
      const { asked } = this;
      const said = asked.said.length;
      let answer;
      try {
        answer = await ask(`${this.draft.url}/play`, { text: this.draft.text, asked });
      } catch (problem) {
        byId("chat-told").textContent = problem instanceof Offline ? "No connection to the studio." : problem.message;
        continue;
      }
      if (this.asked !== asked || asked.said.length !== said) continue;
      byId("chat-told").textContent = answer.cannot ?? answer.sorry;
      if (answer.cannot) continue;
      const { began, drawn, language } = answer;
      this.asked = { step: asked.step, began, said: answer.said, drawn, language };
      keepChat(this.draft.name, this.asked);
      this.show(answer, answered);
    }
  }

  show(answer, answered) {
    const { lines, clock, over, options, language } = answer;
    const log = byId("chat-log");
    const ours = language ? "en" : null;
    const parts = lines.flatMap((line) => (line.you === undefined ? heard(line, ours) : [h("p", { class: "you" }, line.you)]));
    if (over) parts.push(note("The dialogue is over. People cannot go back from here; with Back you can, to try another way.", ours));
    // Only what is new is put in, so that a screen reader reads that alone.
    let same = 0;
    while (same < parts.length && log.children[same]?.isEqualNode(parts[same])) same += 1;
    while (log.children.length > same) log.lastChild.remove();
    this.languages?.show(answer);
    log.append(...parts.slice(same));
    log.scrollTop = log.scrollHeight;
    byId("chat-clock").textContent = `It is ${clock}.`;
    this.over = over;
    const hadBack = document.activeElement === byId("chat-back");
    byId("chat-back").disabled = over ? !answer.said.length : !answer.back;
    const had = byId("chat-options").contains(document.activeElement)
      || (hadBack && byId("chat-back").disabled);
    byId("chat-options").replaceChildren(...options.map(([id, label]) =>
      h("button", { type: "button", onclick: () => this.say("tapped", id) }, label)));
    if (had && answered) (byId("chat-options").firstChild ?? byId("chat-again")).focus();
    this.keeping?.show(answer);
  }
}

function note(words, lang) {
  return h("p", { class: "note", lang }, words);
}

function heard({ text, marks, notes }, ours) {
  const parts = notes.map((words) => note(words, ours));
  if (text) parts.push(h("p", { class: "bot" }, marked(text, marks)));
  return parts;
}

// Marks count characters as people do; JavaScript counts some twice.
export function marked(text, marks) {
  const letters = [...text];
  const make = (from, to, within) => {
    const parts = [];
    let at = from;
    for (const [kind, start, end] of within.filter((one) => one[1] >= from && one[2] <= to)) {
      if (start < at) continue;
      const inner = within.filter((one) => one[1] >= start && one[2] <= end && (one[1] !== start || one[2] !== end));
      parts.push(letters.slice(at, start).join(""), h(kind === "strong" ? "strong" : "em", {}, make(start, end, inner)));
      at = end;
    }
    parts.push(letters.slice(at, to).join(""));
    return parts;
  };
  return make(0, letters.length, marks);
}

function onSubmit(form, input, then) {
  byId(form)?.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = byId(input).value.trim();
    if (!words) return;
    byId(input).value = "";
    then(words);
  });
}
