// The page on which drafts go live, and earlier words come back: shown first, then asked once.

import { ask } from "./api.js";
import { byId, counted, h } from "./dom.js";
import { keptNames } from "./kept.js";

const ROLE = "cairn-role";

function differences(changes) {
  return h("dl", {}, changes.flatMap(({ where, was, now }) => [
    h("dt", {}, where),
    was === null ? null : h("dd", { class: "was" }, h("span", {}, "was "), h("del", {}, was)),
    now === null ? null : h("dd", { class: "now" }, h("span", {}, "now "), h("ins", {}, now)),
  ]));
}

function byFile(files) {
  return files.map(({ name, changes }) => h("section", {}, h("h3", {}, name), differences(changes)));
}

function problems(list) {
  return h("ul", {}, list.map(({ name, open, line, message, help }) => h("li", {},
    open ? h("a", { href: open }, name) : h("strong", {}, name),
    line ? ` (line ${line}): ` : ": ", message, help ? h("span", { class: "hint" }, ` ${help}`) : null)));
}

function tell(...parts) {
  byId("told").className = "";
  byId("told").replaceChildren(...parts);
  byId("told").scrollIntoView({ block: "nearest" });
}

function tellTrouble(...parts) {
  tell(...parts);
  byId("told").className = "told";
}

function draftRow({ path, open, title, overtaken, changes }) {
  const id = `draft-${path}`;
  return h("li", { class: overtaken ? "to-mend" : null },
    h("p", { class: "row" },
      h("input", { type: "checkbox", id, name: "path", value: path, checked: !overtaken, disabled: overtaken }),
      h("label", { for: id }, title),
      open ? h("a", { href: open }, "Open it") : null),
    overtaken ? h("p", {}, "Other words of this were published since the draft began. Look at what it would change now.") : null,
    h("details", { open: overtaken }, h("summary", {}, "What it changes"), differences(changes)),
    h("p", { class: "row" },
      overtaken ? h("button", { type: "button", onclick: () => act("keep", { path }) }, "Keep mine all the same") : null,
      h("button", { type: "button", onclick: () => throwAway(path, title) }, "Throw this draft away")));
}

function pastRow({ number, told, live, changes }) {
  return h("li", {},
    h("p", {}, told, live ? h("strong", {}, " · live now") : null),
    changes === null ? h("p", { class: "hint" }, "The first words.")
      : h("details", {}, h("summary", {}, "What it changed"), byFile(changes)),
    live ? null : h("button", { type: "button", onclick: () => back(number) }, "Bring these words back…"));
}

async function show() {
  const { drafts, past } = await ask("/api/publishing");
  byId("waiting").replaceChildren(...drafts.map(draftRow));
  const kept = keptNames();
  byId("none").hidden = drafts.length > 0 || kept.length > 0;
  byId("kept").hidden = kept.length === 0;
  byId("kept-names").textContent = kept.join(", ");
  byId("asking").hidden = drafts.length === 0;
  byId("past").replaceChildren(...past.map(pastRow));
}

// Shows what would change, and gives who says yes; null for a no.
async function sure(heading, changes, label, may = []) {
  byId("sure-heading").textContent = heading;
  // What is worth a look is read before the yes, not behind the question.
  const remarks = may.length ? [h("p", {}, h("strong", {}, `${counted(may.length, "thing is", "things are")} worth a look:`)), problems(may)] : [];
  byId("sure-changes").replaceChildren(...remarks, ...byFile(changes));
  byId("yes").textContent = label;
  byId("by").value = localStorage.getItem(ROLE) ?? "";
  const dialog = byId("sure");
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (dialog.returnValue !== "yes") return null;
  const by = byId("by").value.trim();
  localStorage.setItem(ROLE, by);
  return by;
}

async function agreed(id, by, changes) {
  const { number } = await ask("/api/publishing/yes", { id, by });
  await show();
  tell(`Published: edition ${number}. People meet it within seconds.`);
  if (changes.some((one) => one.fresh)) {
    byId("told").append(h("p", {}, "A new dialogue is met where another one plays it, by a reminder, or by whoever sends /reflect and its short name, the last part of its address here. /try plays it in the chat with nothing kept."));
  }
}

async function look() {
  const paths = [...document.querySelectorAll("#waiting input:checked")].map((one) => one.value);
  if (!paths.length) { tellTrouble("Choose at least one draft."); return; }
  tell("Looking everything over…");
  const found = await ask("/api/publishing/look", { paths });
  if (found.id === null) {
    tellTrouble(h("strong", {}, "Not published; what is live stays. This has to be mended first:"), problems(found.must));
    return;
  }
  const { may } = found;
  const remarks = may.length ? [h("details", {}, h("summary", {}, `${counted(may.length, "thing is", "things are")} worth a look`), problems(may))] : [];
  const otherWay = found.tests.filter((one) => !one.words);
  tell(...remarks);
  if (otherWay.length) tellTests(found, otherWay, remarks);
  else await offer(found);
}

async function offer({ id, changes, may }) {
  const by = await sure("Publish this?", changes, "Publish", may);
  if (by !== null) await agreed(id, by, changes);
}

function tellTests(found, tests, remarks) {
  const gone = tests.filter((one) => one.gone).length;
  tellTrouble(...remarks,
    h("strong", {}, `Not published yet. With these words ${counted(tests.length, "test goes", "tests go")} another way:`),
    h("ul", {}, tests.map(({ name, message, lines }) => h("li", {}, h("strong", {}, name), ` ${message}`,
      lines.length ? h("details", {}, h("summary", {}, "Where"), h("ul", { class: "lines" }, lines.map(difference))) : null))),
    h("p", {}, "If that is what you meant, the tests are written down as they go now.",
      gone ? ` ${counted(gone, "of them walks", "of them walk")} a way that is gone, and will be taken away.` : ""),
    h("p", { class: "row" }, h("button", { type: "button", onclick: () => offer(found).catch(told) }, "That is what I meant…")));
}

function difference(line) {
  if (line.startsWith("@@")) return h("li", {}, "…");
  const words = line.slice(1);
  return h("li", {}, line[0] === "-" ? h("del", {}, words) : line[0] === "+" ? h("ins", {}, words) : words);
}

async function back(number) {
  tell("Looking at what that would change…");
  const { id, changes } = await ask("/api/publishing/back", { number });
  tell();
  const by = await sure(`Bring the words of edition ${number} back?`, changes, "Bring them back");
  if (by !== null) await agreed(id, by, changes);
}

async function act(what, body) {
  await ask(`/api/publishing/${what}`, body);
  await show();
}

async function throwAway(path, title) {
  if (!confirm(`Throw the draft of “${title}” away? What is published stays.`)) return;
  await act("throw", { path });
}

const told = (problem) => tellTrouble(problem.message || "That did not work.");
byId("drafts").addEventListener("submit", (event) => {
  event.preventDefault();
  byId("look").disabled = true;
  look().catch(told).finally(() => { byId("look").disabled = false; });
});
addEventListener("unhandledrejection", (event) => { event.preventDefault(); told(event.reason); });
show().catch(told);
