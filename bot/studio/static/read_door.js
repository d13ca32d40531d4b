// Where a reader's link leads: its secret goes to the server, and the words are opened.

import { ask } from "./api.js";
import { byId } from "./dom.js";

// Taken out of the address at once: it would stay in the history, and be shown to whoever looks on.
const secret = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

async function enter() {
  try {
    await ask("/read", { secret });
    location.replace("/read/page");
  } catch (problem) {
    byId("opening").hidden = true;
    byId("told").textContent = problem.message;
  }
}

if (secret) await enter();
else if (byId("main").dataset.in) location.replace("/read/page");
else {
  byId("opening").hidden = true;
  byId("whole").hidden = false;
}
