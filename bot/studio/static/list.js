// The list of dialogues: looking for one, making one, and how each stands.

import { Refused, ask } from "./api.js";
import { byId, counted } from "./dom.js";
import { forgetAll, keptDraft, keptNames } from "./kept.js";

const rows = new Map([...document.querySelectorAll(".shelf li")].map((row) => [row.dataset.name, row]));

const STANDS = {
  changed: "changed since the studio was opened",
  draft: "not published yet",
  drafted: "published, with changes that are not",
  live: "published",
};
const drafts = new Map(); // what has to be mended in a draft that this browser keeps, by dialogue

function stateOf(one) {
  const told = [];
  if (one.must === null) told.push("being looked at…");
  else if (one.must) told.push(`${counted(one.must, "thing", "things")} to mend`);
  else told.push("ready");
  if (one.may) told.push(counted(one.may, "remark", "remarks"));
  if (STANDS[one.stands]) told.push(STANDS[one.stands]);
  if (!keptDraft(one.name)) return told.join(" · ");
  // What is saved may be ready while the draft is not: both are said.
  const must = drafts.get(one.name);
  const draft = must === undefined ? "" : must ? `: ${counted(must, "thing", "things")} to mend` : ": nothing to mend";
  return `not saved yet, kept in this browser${draft} · as saved: ${told.join(", ")}`;
}

// A draft is looked at as its page would: its text, with what was typed and not yet put into it.
async function lookAtDraft(name, row) {
  const { text, pending } = keptDraft(name);
  const { problems } = await ask(`${row.dataset.at}/draft`, { text, changes: pending });
  drafts.set(name, problems.filter((one) => one.must).length);
}

async function look() {
  const { dialogues, left } = await ask("/api/dialogues");
  for (const one of dialogues) {
    const row = rows.get(one.name);
    if (!row) continue;
    if (keptDraft(one.name) && !drafts.has(one.name)) await lookAtDraft(one.name, row).catch(() => {});
    row.querySelector("a").textContent = one.title;
    row.querySelector(".state").textContent = stateOf(one);
    row.classList.toggle("to-mend", Boolean(one.must || drafts.get(one.name)));
  }
  if (left) await look();
}

function search() {
  const words = byId("search").value.trim().toLowerCase();
  for (const row of rows.values()) {
    const said = row.querySelector("a").textContent + " " + row.dataset.name;
    row.hidden = !said.toLowerCase().includes(words);
  }
  const [dialogues, others] = ["#dialogues li", "#words li"].map((some) => [...document.querySelectorAll(some)]);
  const shown = (some) => some.filter((row) => !row.hidden).length;
  byId("words").hidden = !shown(others);
  const more = shown(others) ? `, and ${shown(others)} below` : "";
  byId("found").textContent = words ? `${shown(dialogues)} of ${dialogues.length}${more}`
    : counted(dialogues.length, "dialogue", "dialogues");
}

byId("search").addEventListener("input", search);
byId("make").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const { name } = await ask("/api/dialogues", { title: byId("title").value });
    location.assign(`/dialogues/${encodeURIComponent(name)}`);
  } catch (problem) {
    byId("make-told").textContent = problem instanceof Refused
      ? problem.message : "There is no connection to the studio. Try again in a moment.";
  }
});
byId("leave").addEventListener("click", async () => {
  const kept = keptNames();
  if (kept.length && !confirm(`Not saved, and kept in this browser alone: ${kept.join(", ")}. Throw that away and sign out?`)) return;
  forgetAll();
  await ask("/leave", {});
  location.assign("/enter");
});
search();
look().catch(() => {});
