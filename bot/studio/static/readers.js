// On the page of a dialogue: asking somebody to read it, and what they said, beside its cards.

import { ask } from "./api.js";
import { byId, counted, h, keyOf } from "./dom.js";

const url = `/api/readings/${encodeURIComponent(byId("heading").dataset.name)}`;
let remarks = [];
let placed = [];

function tell(words) {
  byId("readers-told").textContent = words;
}

async function act(what, body) {
  try {
    await ask(`${url}/${what}`, body);
    await show();
    return true;
  } catch (problem) {
    tell(problem.message);
    return false;
  }
}

const saved = () => byId("save").disabled;

async function make(event) {
  event.preventDefault();
  if (!saved()) { tell("Save first: they read the words as they are saved."); return; }
  try {
    const { link } = await ask(`${url}/ask`, { role: byId("readers-role").value });
    byId("readers-url").value = link;
    byId("readers-link").hidden = false;
    byId("readers-role").value = "";
    tell("");
    await show();
    byId("readers-url").focus();
    byId("readers-url").select();
  } catch (problem) {
    tell(problem.message);
  }
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId("readers-url").value);
    tell("Copied.");
  } catch {
    byId("readers-url").select();
    tell("Copy it by hand: it is selected.");
  }
}

function askedRow({ id, by, until, open, toNote, said }) {
  const what = said ? `, ${counted(said, "remark", "remarks")}` : "";
  const state = open ? `can read until ${until}` : toNote ? `read it all on ${until}` : `over since ${until}`;
  return h("li", {}, h("p", { class: "row" }, h("span", {}, `${by}: ${state}${what}`),
    open ? h("button", { type: "button", onclick: () => act("back", { id }) }, "Take it back",
      h("span", { class: "unseen" }, ` (${by})`)) : null),
  toNote ? noting(id, by) : null);
}

// What they read is noted in the file, so the page has to be loaded with it.
function noting(id, by) {
  const field = h("input", { id: `note-${id}`, maxlength: 300, autocomplete: "off" });
  const note = async (event) => {
    event.preventDefault();
    if (!saved()) { tell("Save first: the file is changed by this."); return; }
    if (await act("note", { id, changed: field.value })) location.reload();
  };
  return h("form", { class: "row", onsubmit: note },
    h("label", { for: field.id }, "What changed because they read it, if anything"), field,
    h("button", {}, "Note in the file that they read it", h("span", { class: "unseen" }, ` (${by})`)),
    h("button", { type: "button", onclick: () => act("note", { id, noted: false }) }, "Leave it"));
}

function remarkRow({ id, by, on, place, words, settled, changed }, away) {
  const about = changed && place ? " · about words that changed since" : "";
  return h("li", {},
    h("p", { class: "hint" }, `${by}, ${on}${place && away ? ` · ${place}` : ""}${about}`),
    h("p", {}, words),
    h("button", { type: "button", onclick: () => act("settle", { id, settled: !settled }) },
      settled ? "Open it again" : "Settled", h("span", { class: "unseen" }, ` (${words.slice(0, 60)})`)));
}

// The field that a remark is about, or its card; nothing where the step is gone.
function homeOf({ where }) {
  if (!where.length) return null;
  const card = byId(where[0] === "steps" ? `step-${where[1]}` : "step-");
  if (!card) return null;
  for (let to = where.length; to > 2 || (where[0] !== "steps" && to > 0); to -= 1) {
    const path = where.slice(0, to).map((one) => (/^\d+$/.test(one) ? Number(one) : one));
    const field = [...card.querySelectorAll("[data-at]")].find((one) => one.dataset.at === keyOf(path));
    if (field && !field.closest("details")) return field;
  }
  return card.querySelector(".problems.own");
}

function place() {
  for (const one of placed) one.remove();
  const homes = new Map();
  const away = [];
  for (const remark of remarks.filter((one) => !one.settled)) {
    const home = homeOf(remark);
    if (home) homes.set(home, [...(homes.get(home) ?? []), remark]);
    else away.push(remark);
  }
  placed = [...homes].map(([home, these]) => {
    const list = h("ul", { class: "remarks" }, these.map((one) => remarkRow(one)));
    if (home.tagName === "LI") home.append(list);
    else home.after(list);
    return list;
  });
  byId("readers-whole").replaceChildren(...(away.length
    ? [h("h3", {}, "About the whole"), h("ul", { class: "remarks" }, away.map((one) => remarkRow(one, true)))] : []));
}

async function show() {
  const { asked, remarks: said } = await ask(url);
  remarks = said;
  byId("readers-asked").replaceChildren(...asked.map(askedRow));
  const settled = said.filter((one) => one.settled);
  const left = said.length - settled.length;
  byId("readers-count").textContent = left ? ` (${counted(left, "remark", "remarks")} to settle)` : "";
  byId("readers-settled").hidden = !settled.length;
  byId("readers-settled").lastElementChild.replaceChildren(...settled.map((one) => remarkRow(one, true)));
  place();
}

byId("readers-ask").addEventListener("submit", make);
byId("readers-copy").addEventListener("click", copy);
document.addEventListener("visibilitychange", () => { if (!document.hidden) show().catch(() => {}); });
// A card is made anew when its shape changes; what was said about it is put there again.
new MutationObserver(place).observe(byId("cards"), { childList: true });
show().catch((problem) => tell(problem.message));
