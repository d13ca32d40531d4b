// The page of a reader: each text has a place to say something about it, and the end is said once.

import { ask } from "./api.js";
import { Chat } from "./chat.js";
import { byId, h } from "./dom.js";

const main = byId("main");
const longest = Number(main.dataset.longest);
let asked = 0;

// What is not sent yet stays in this tab, for when the link has to be opened once more.
const keep = {
  at: (where) => `cairn-read ${main.dataset.name} ${where}`,
  get: (where) => sessionStorage.getItem(keep.at(where)) ?? "",
  set: (where, words) => {
    if (words) sessionStorage.setItem(keep.at(where), words);
    else sessionStorage.removeItem(keep.at(where));
  },
};

function tell(words) {
  byId("live").textContent = words;
}

class Place {
  constructor(root) {
    this.root = root;
    this.where = root.dataset.where;
    this.about = root.dataset.about;
    this.always = root.classList.contains("open");
    this.list = h("ul", { class: "said" });
    this.id = `say-${asked += 1}`;
    this.opener = this.always ? null : h("button", {
      type: "button", class: "opener", "aria-expanded": "false", "aria-controls": this.id, onclick: () => this.toggle(),
    }, "Say something about this", h("span", { class: "unseen" }, ` (${this.about})`));
    this.words = h("textarea", { id: `${this.id}-words`, rows: 3, maxlength: longest,
      oninput: () => keep.set(this.where, this.words.value) });
    this.told = h("p", { class: "told", role: "alert" });
    this.form = h("form", { id: this.id, hidden: !this.always, onsubmit: (event) => this.send(event) },
      h("label", { for: this.words.id }, `What you think of ${this.always || this.about === "these answers" ? this.about : `“${this.about}”`}`),
      this.words, this.told,
      h("p", { class: "row" }, h("button", { class: "main" }, "Send it"),
        this.always ? null : h("button", { type: "button", onclick: () => this.toggle() }, "Not now")));
    root.append(this.list, ...(this.opener ? [this.opener] : []), this.form);
    this.words.value = keep.get(this.where);
    if (this.words.value && !this.always) this.toggle(false);
  }

  get unsent() {
    return !this.form.hidden && this.words.value.trim() !== "";
  }

  toggle(focus = true) {
    this.form.hidden = !this.form.hidden;
    this.opener.setAttribute("aria-expanded", String(!this.form.hidden));
    if (focus) (this.form.hidden ? this.opener : this.words).focus();
  }

  async send(event) {
    event.preventDefault();
    const words = this.words.value.trim();
    if (!words) { this.told.textContent = "There are no words in it yet."; return; }
    try {
      const { id } = await ask("/api/read/remarks", { where: JSON.parse(this.where), words });
      this.show(id, words);
      this.words.value = "";
      keep.set(this.where, "");
      this.told.textContent = "";
      if (!this.always) this.toggle();
      tell("Sent. Thank you.");
    } catch (problem) {
      this.told.textContent = problem.message;
    }
  }

  show(id, words) {
    const row = h("li", {}, h("p", {}, h("span", { class: "hint" }, "You said: "), words),
      h("button", { type: "button", onclick: () => this.takeBack(id, row) }, "Take it back",
        h("span", { class: "unseen" }, ` (${words.slice(0, 60)})`)));
    this.list.append(row);
  }

  async takeBack(id, row) {
    try {
      await ask("/api/read/unsay", { id });
      row.remove();
      (this.opener ?? this.words).focus();
      tell("It is gone.");
    } catch (problem) {
      this.told.textContent = problem.message;
    }
  }
}

const places = [...document.querySelectorAll(".say")].map((root) => new Place(root));
const general = places.at(-1);
for (const { id, where, words } of JSON.parse(main.dataset.said)) {
  (places.find((one) => one.where === JSON.stringify(where)) ?? general).show(id, words);
}

async function finish() {
  const unsent = places.find((one) => one.unsent);
  if (unsent) {
    unsent.told.textContent = "This is not sent yet. Send it, or take the words out.";
    unsent.words.focus();
    return;
  }
  if (!confirm("You have read it all, and said what you wanted to say? This ends your link.")) return;
  try {
    await ask("/api/read/done", {});
    for (const part of [byId("words"), byId("try")]) part.hidden = true;
    byId("thanks").hidden = false;
    byId("thanks").querySelector("h2").focus();
  } catch (problem) {
    byId("told").textContent = problem.message;
  }
}

byId("done").addEventListener("click", finish);

let chat = null;
function tryIt() {
  if (chat || !byId("try").open) return;
  chat = new Chat({ name: `read ${main.dataset.name}`, url: "/api/read", pump: async () => {} });
  chat.play();
}

byId("try").addEventListener("toggle", tryIt);
tryIt(); // it may have been opened before this was read
