// The draft of one dialogue: its text, what was typed and not yet sent, undo, saving.
//
// The text is the one truth. What is typed on a card goes to the server as a change, which puts it
// into the text and says what has to be mended; one request at a time, the newest words win.

import { Offline, Refused, ask } from "./api.js";
import { keyOf } from "./dom.js";
import { keepDraft, keptDraft } from "./kept.js";

const WAIT = 10; // milliseconds after a keystroke; while a request is on its way, words wait for the next
const TRY_AGAIN = 3000;
const ONE_UNDO = 1500; // typing in one place within this time is undone together
const MOST_UNDO = 200;

export class Draft extends EventTarget {
  constructor(name, url) {
    super();
    this.name = name;
    this.url = url;
    this.text = this.saved = this.version = "";
    this.cards = [];
    this.cardsOf = null; // the text whose cards these are
    this.readable = true;
    this.problems = [];
    this.pending = new Map(); // what was typed and is not in the text yet, by place
    this.queue = []; // changes by buttons and choices
    this.refill = false;
    this.refused = new Map(); // why words could not be put into the text, by place
    this.behind = []; // for undo
    this.ahead = [];
    this.online = true;
    this.kept = true;
    this.saving = false;
    this.looking = false;
    this.busy = null;
    this.lastTyped = { key: null, at: 0 };
  }

  get clean() {
    return this.text === this.saved && !this.pending.size && !this.queue.length;
  }

  async open() {
    const now = await ask(this.url);
    this.saved = now.text;
    this.version = now.version;
    const kept = keptDraft(this.name);
    let back = null;
    if (kept && (kept.text !== now.text || kept.pending.length)) {
      back = { at: kept.at, moved: kept.version !== now.version };
      this.text = kept.text;
      // Made from another version than the one on disk: saving must say so.
      this.version = kept.version;
      if (back.moved) this.saved = null;
      for (const change of kept.pending) {
        if (change.do === "words") this.pending.set(keyOf(change.path), change);
        else this.queue.push(change);
      }
      await this.look();
    } else {
      this.adopt(now.text, now);
    }
    return back;
  }

  type(path, words, optional) {
    const key = keyOf(path);
    this.pending.set(key, { do: "words", path, words, optional });
    this.refused.delete(key);
    this.keep();
    this.changed("typed");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), WAIT);
  }

  make(...changes) {
    this.queue.push(...changes);
    this.keep();
    return this.pump();
  }

  write(text) {
    this.remember("text");
    this.text = text;
    this.keep();
    this.looking = true; // whoever asks for what is up to date meanwhile must not pass this over
    this.changed("typed");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), WAIT);
  }

  look() {
    this.looking = true;
    return this.pump();
  }

  // Sends what is waiting until nothing is; resolves when the text is up to date.
  pump() {
    clearTimeout(this.timer);
    this.busy ??= this.work().finally(() => { this.busy = null; });
    return this.busy;
  }

  async work() {
    while (this.pending.size || this.queue.length || this.looking) {
      const typed = [...this.pending];
      const queued = [...this.queue];
      const changes = [...typed.map(([, change]) => change), ...queued];
      const base = this.text;
      this.looking = false;
      let answer;
      try {
        answer = await ask(`${this.url}/draft`, { text: base, changes, shown: this.cardsOf === base });
      } catch (problem) {
        if (problem instanceof Offline) {
          this.online = false;
          this.looking = true;
          this.timer = setTimeout(() => this.pump(), TRY_AGAIN);
        } else {
          this.queue.splice(0, queued.length);
          for (const [key, change] of typed) {
            if (this.pending.get(key) === change) this.pending.delete(key);
            this.refused.set(key, problem.message);
          }
          this.say(problem.message);
        }
        this.changed("looked");
        return;
      }
      this.online = true;
      this.queue.splice(0, queued.length);
      for (const [key, change] of typed) if (this.pending.get(key) === change) this.pending.delete(key);
      for (const { at, sorry } of answer.refused) {
        if (at < typed.length) this.refused.set(typed[at][0], sorry);
        else this.say(sorry);
      }
      if (this.text !== base) { // the text itself was changed meanwhile, and is looked at again
        this.looking = true;
        continue;
      }
      if (answer.text !== base) this.remember(queued.length ? null : typed.at(-1)?.[0] ?? null);
      this.adopt(answer.text, answer);
      this.keep();
    }
  }

  adopt(text, answer) {
    this.text = text;
    this.readable = answer.cards !== null;
    if (this.readable) {
      const before = this.cards;
      this.cards = answer.cards.map((card) => (typeof card === "number" ? before[card] : card));
      this.cardsOf = text;
    }
    this.problems = answer.problems;
    this.changed("looked");
  }

  remember(key) {
    const now = Date.now();
    const together = key !== null && this.lastTyped.key === key && now - this.lastTyped.at < ONE_UNDO;
    this.lastTyped = { key, at: now };
    this.ahead = [];
    if (together) return;
    this.behind.push(this.text);
    if (this.behind.length > MOST_UNDO) this.behind.shift();
  }

  get canUndo() { return this.refused.size > 0 || this.behind.length > 0; }

  // Words that could not be put into the text are the last thing that was done: they go first.
  async undo() {
    await this.pump();
    const last = [...this.refused.keys()].at(-1);
    if (last === undefined) return this.step(this.behind, this.ahead);
    this.refused.delete(last);
    this.refill = true;
    this.changed("looked");
    return undefined;
  }

  redo() { return this.step(this.ahead, this.behind); }

  async step(from, to) {
    await this.pump();
    if (!from.length) return;
    to.push(this.text);
    this.text = from.pop();
    this.lastTyped = { key: null, at: 0 };
    this.refused.clear();
    this.refill = true; // also where words stand that could not be put into the text
    this.keep();
    await this.look();
  }

  async save() {
    await this.pump();
    if (!this.online) return;
    const text = this.text;
    this.saving = true;
    this.changed("saving");
    try {
      const { version } = await ask(`${this.url}/save`, { text, seen: this.version });
      this.saved = text;
      this.version = version;
      this.online = true;
      this.keep();
    } catch (problem) {
      if (problem instanceof Offline) this.online = false;
      else if (problem.answer.theirs !== undefined) this.meanwhile(problem.answer.theirs);
      else this.say(problem.message);
    } finally {
      this.saving = false;
      this.changed("saving");
    }
  }

  // Takes what somebody else saved; one's own words come back with Undo.
  async takeTheirs() {
    const now = await ask(this.url);
    if (this.text !== now.text) this.remember(null);
    this.pending.clear();
    this.queue = [];
    this.refused.clear();
    this.refill = true;
    this.saved = now.text;
    this.version = now.version;
    this.adopt(now.text, now);
    this.keep();
  }

  // Saves one's own words over those of somebody else, which a person has been asked about.
  async saveOver() {
    this.version = (await ask(this.url)).version;
    await this.save();
  }

  keep() {
    const pending = [...this.pending.values(), ...this.queue];
    const draft = this.clean ? null
      : { text: this.text, pending, version: this.version, at: Date.now() };
    this.kept = keepDraft(this.name, draft);
  }

  changed(what) { this.dispatchEvent(new CustomEvent(what)); }

  say(words) { this.dispatchEvent(new CustomEvent("told", { detail: words })); }

  meanwhile(theirs) { this.dispatchEvent(new CustomEvent("meanwhile", { detail: theirs })); }
}
