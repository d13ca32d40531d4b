// At the door: a link that works once, or a code that somebody confirms in the chat.

import { ask } from "./api.js";
import { byId } from "./dom.js";

const LOOK_EVERY = 2000;

// Taken out of the address at once: it would stay in the history, and be shown to whoever looks on.
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

async function enter(event) {
  event.preventDefault();
  try {
    await ask("/enter", { token });
    location.replace("/");
  } catch (problem) {
    byId("by-link").hidden = true;
    byId("told").textContent = problem.message;
    await showCode();
  }
}

async function showCode() {
  const section = byId("by-code");
  if (!section) return;
  try {
    const { code } = await ask("/enter/code", {});
    byId("code").textContent = `/studio ${code}`;
    byId("another").hidden = true;
    section.hidden = false;
    setTimeout(look, LOOK_EVERY);
  } catch (problem) {
    byId("told").textContent = problem.message;
  }
}

async function look() {
  let state = "waiting";
  try {
    ({ state } = await ask("/enter/collect", {}));
  } catch {
    // It is asked again; a connection that is gone comes back.
  }
  if (state === "in") location.replace("/");
  else if (state === "waiting") setTimeout(look, LOOK_EVERY);
  else {
    byId("code").textContent = "This code is too old now.";
    byId("another").hidden = false;
    byId("another").focus();
  }
}

byId("by-link").addEventListener("submit", enter);
byId("another")?.addEventListener("click", () => { byId("told").textContent = ""; showCode(); });
if (token) byId("by-link").hidden = false;
else if (byId("no-link")) byId("no-link").hidden = false;
else showCode();
