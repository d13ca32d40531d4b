// The page of one file: the draft, its cards, its text, and beside a dialogue the chat.

import { Offline, ask } from "./api.js";
import { Cards } from "./cards.js";
import { Chat } from "./chat.js";
import { byId, counted, h } from "./dom.js";
import { Draft } from "./draft.js";
import { DrawnCards } from "./drawn_cards.js";
import { showProblems, shown } from "./problems.js";
import { Seen } from "./seen.js";

const SIGN_EVERY = 8000;
const PLAY_AFTER = 500;

const draft = new Draft(byId("heading").dataset.name, byId("heading").dataset.at);
const pictureAgain = () => { pictured = null; if (view === "picture") showPicture(); };
const chat = byId("chat") ? new Chat(draft, pictureAgain) : null; // only a dialogue can be played
const seen = byId("seen") ? new Seen(draft) : null;
const cards = chat ? new Cards(draft, { newStep, play }) : new DrawnCards(draft, goTo);
const page = crypto.randomUUID();
const textArea = byId("text");
let lastCount = null;
let playing = false;
let playTimer;
let view = "cards";
let pictured = null; // the text whose picture is shown

// -- saved or not -----------------------------------------------------------------------------

function showState() {
  const at = byId("saved");
  const words = draft.saving ? "Saving…"
    : draft.clean ? "Saved."
    : !draft.online ? "No connection. Your words are kept in this browser."
    : draft.kept ? "Not saved yet. Kept in this browser."
    : "Not saved yet, and this browser cannot keep it: save soon.";
  if (at.textContent !== words) at.textContent = words;
  at.classList.toggle("unsaved", !draft.clean);
  byId("save").disabled = draft.clean || draft.saving;
  byId("undo").disabled = !draft.canUndo;
  byId("redo").disabled = !draft.ahead.length;
}

function showAll() {
  if (chat) byId("heading").textContent = draft.cards[0]?.fields[0]?.value || draft.name;
  cards.show();
  showProblems(draft);
  if (view === "text") showText();
  showOutline();
  showCount();
  showState();
  notice("unreadable", draft.readable ? null
    : "The text cannot be read as it is. Mend it in the file’s text; the cards wait till then.");
  byId("cards").inert = !draft.readable;
  if (view === "picture") showPicture();
  seen?.show();
  clearTimeout(playTimer);
  if (playing) playTimer = setTimeout(() => chat.play(), PLAY_AFTER);
}

function showCount() {
  const must = draft.problems.filter((one) => one.must).length;
  const may = draft.problems.length - must;
  const words = must || may
    ? [must ? `${counted(must, "thing", "things")} to mend` : "", may ? `${may} worth a look` : ""].filter(Boolean).join(", ")
    : "Nothing to mend.";
  if (words !== lastCount) byId("count").textContent = words;
  lastCount = words;
}

function showOutline() {
  const items = draft.cards.filter((card) => card.step !== null).map(({ step, title, summary }) =>
    h("li", { class: byId(`step-${step}`)?.classList.contains("to-mend") ? "to-mend" : null },
      h("a", { href: `#step-${step}` }, title || step), summary ? h("span", {}, summary) : null));
  const list = h("ol", {}, items);
  const known = byId("outline").firstChild;
  if (!known?.isEqualNode(list)) byId("outline").replaceChildren(list);
}

function showText() {
  const words = draft.text.replace(/\r\n?/g, "\n");
  if (textArea.value !== words && document.activeElement !== textArea) textArea.value = words;
  byId("text-problems").replaceChildren(h("ul", {}, draft.problems.map((one) => h("li", {},
    h("button", { type: "button", onclick: () => goToLine(one.line, one.col) }, `Line ${one.line}`), shown(one)))));
}

function goToLine(line, col) {
  const lines = textArea.value.split("\n");
  const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + col - 1;
  textArea.focus();
  textArea.setSelectionRange(at, at + Math.max(1, (lines[line - 1] ?? "").length - col + 1));
}

// -- notices ----------------------------------------------------------------------------------

function notice(id, words, ...buttons) {
  const known = byId(`notice-${id}`);
  if (words && known?.firstChild.textContent === words) return;
  known?.remove();
  if (!words) return;
  const made = h("div", { class: "notice", id: `notice-${id}` }, h("p", {}, words), buttons.map(([label, act]) =>
    h("button", { type: "button", onclick: () => { byId(`notice-${id}`)?.remove(); act(); } }, label)));
  byId("notices").append(made);
}

function tellMeanwhile() {
  notice("meanwhile", "Somebody saved this meanwhile. Yours was not saved over it.",
    ["Show theirs (Undo brings yours back)", () => draft.takeTheirs()],
    ["Save mine in its place", () => { notice("back", null); draft.saveOver(); }]);
}

async function sign() {
  try {
    const { others, version } = await ask(`${draft.url}/here`, { page });
    if (!draft.online) { draft.online = true; draft.look(); }
    notice("others", others ? "This is open in another window too. Nobody can save over the other without being asked." : null);
    if (version !== draft.version && !draft.saving) tellMeanwhile();
    else byId("notice-meanwhile")?.remove();
  } catch (problem) {
    if (problem instanceof Offline) draft.online = false;
    if (problem.status) notice("out", `${problem.message} Your words are kept in this browser.`);
  }
  showState();
}

// -- steps ------------------------------------------------------------------------------------

async function newStep(after, way = null) {
  const dialog = byId("new-step");
  const back = document.activeElement?.id;
  byId("new-name").value = freeName("step");
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (dialog.returnValue !== "add") { byId(back)?.focus(); return; }
  const name = asName(byId("new-name").value);
  const last = draft.cards.at(-1)?.step ?? "";
  await draft.make({ do: "add_step", name, kind: byId("new-kind").value, after: after ?? last, way });
  goTo(name);
}

// Whatever was typed becomes a name that a step can have, and that none has yet: “Heavy one” is heavy_one.
function asName(typed) {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[0-9_]+|_+$/g, "");
  const names = new Set(draft.cards.map((card) => card.step));
  if (plain && !names.has(plain)) return plain;
  return freeName(plain || "step");
}

function freeName(stem) {
  const names = new Set(draft.cards.map((card) => card.step));
  let number = draft.cards.length;
  while (names.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

function goTo(step) {
  const card = byId(`step-${step}`);
  if (!card) return;
  look("cards");
  card.scrollIntoView({ block: "start" });
  (card.querySelector(":is(textarea, input):not(.more *)") ?? card.querySelector("h2")).focus({ preventScroll: true });
}

function play(step) {
  playing = true;
  look("chat");
  chat.begin(step);
}

// -- ways to look at it -----------------------------------------------------------------------

const VIEWS = { cards: "cards", text: "text-view", ...(chat && { picture: "picture-view" }) };
const LOOKS = [...Object.keys(VIEWS), "chat"].filter((at) => byId(`show-${at}`));

function look(at) {
  if (at !== "chat") {
    for (const [one, view] of Object.entries(VIEWS)) byId(view).hidden = one !== at;
    byId("outline").hidden = at !== "cards";
    document.body.classList.toggle("wide", at !== "cards");
    view = at;
  }
  document.body.classList.toggle("chat-first", at === "chat");
  for (const one of LOOKS) byId(`show-${one}`).setAttribute("aria-pressed", one === at);
  if (at === "text") showText();
  if (at === "picture") showPicture();
}

for (const at of LOOKS) byId(`show-${at}`).addEventListener("click", () => look(at));

async function showPicture() {
  await draft.pump();
  const { text } = draft;
  if (text === pictured) return;
  try {
    const { svg, cannot } = await ask(`${draft.url}/map`, { text });
    byId("picture-told").textContent = cannot ?? "";
    if (!svg) return;
    const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    byId("picture").replaceChildren(document.importNode(drawn, true));
    pictured = text;
    byId("picture").querySelector(".start")?.scrollIntoView({ inline: "center", block: "nearest" });
  } catch (problem) {
    byId("picture-told").textContent = problem.message;
  }
}

function undo() {
  byId("notice-told")?.remove(); // what it said can be undone is undone now
  return draft.undo();
}

byId("undo").addEventListener("click", undo);
byId("redo").addEventListener("click", () => draft.redo());
byId("save").addEventListener("click", () => draft.save());
// What is published is what was saved: whoever goes there means what they have just written.
byId("to-publish")?.addEventListener("click", async (event) => {
  event.preventDefault();
  await draft.pump();
  if (!draft.clean) await draft.save();
  if (draft.clean) location.assign("/publish");
  else notice("told", "This is not saved yet, so it could not be published. Look at what stands above.", ["All right", () => {}]);
});
textArea.addEventListener("input", () => {
  const end = /\r\n?|\n/.exec(draft.text)?.[0] ?? "\n";
  draft.write(textArea.value.replace(/\n/g, end));
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const act = key === "s" ? () => draft.save()
    : key === "z" && !event.shiftKey ? undo
    : key === "y" || (key === "z" && event.shiftKey) ? () => draft.redo() : null;
  if (!act || event.target.closest?.("#chat, dialog")) return;
  event.preventDefault();
  // After an undo the field shows the earlier words, though somebody is in it.
  const at = document.activeElement;
  Promise.resolve(act()).then(() => { if (key !== "s" && at === textArea) textArea.value = draft.text.replace(/\r\n?/g, "\n"); });
});
// Not left to the address alone: the same link may be followed twice.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  const to = link?.getAttribute("href") ?? link?.getAttribute("xlink:href") ?? "";
  if (!to.startsWith("#step-") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  history.replaceState(null, "", to);
  goTo(decodeURIComponent(to.slice("#step-".length)));
});
addEventListener("pagehide", () => { ask(`${draft.url}/here`, { page, gone: true }).catch(() => {}); });

draft.addEventListener("typed", showState);
draft.addEventListener("saving", showState);
draft.addEventListener("looked", showAll);
draft.addEventListener("told", (event) => notice("told", event.detail, ["All right", () => {}]));
draft.addEventListener("meanwhile", tellMeanwhile);

try {
  const back = await draft.open();
  if (back) {
    const at = new Date(back.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    notice("back", `What you had not saved at ${at} is here again.`,
      ["All right", () => {}], ["Throw it away", () => draft.takeTheirs()]);
    if (back.moved) tellMeanwhile();
  }
  if (location.hash.startsWith("#step-")) goTo(decodeURIComponent(location.hash.slice("#step-".length)));
  playing = Boolean(chat);
  chat?.play();
  sign();
  setInterval(sign, SIGN_EVERY);
} catch (problem) {
  byId("saved").textContent = problem.message;
}
