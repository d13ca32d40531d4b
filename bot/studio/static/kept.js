// What this browser keeps until it is saved, so that nothing is lost with a closed tab; and, for as
// long as the tab is open, what was played in the chat.

const KEY = "cairn-draft:";
const CHAT = "cairn-chat:";

export function keptDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(KEY + name));
  } catch {
    return null;
  }
}

// What is kept here of dialogues that were never saved, or not since.
export function keptNames() {
  try {
    return Object.keys(localStorage).filter((one) => one.startsWith(KEY)).map((one) => one.slice(KEY.length));
  } catch {
    return [];
  }
}

export function forgetAll() {
  for (const name of keptNames()) localStorage.removeItem(KEY + name);
  try { sessionStorage.clear(); } catch { /* then nothing was kept there */ }
}

// Says whether it could be kept: a browser may have no room, or keep nothing at all.
export function keepDraft(name, draft) {
  try {
    if (draft) localStorage.setItem(KEY + name, JSON.stringify(draft));
    else localStorage.removeItem(KEY + name);
    return true;
  } catch {
    return false;
  }
}

export function keptChat(name) {
  try {
    return JSON.parse(sessionStorage.getItem(CHAT + name));
  } catch {
    return null;
  }
}

export function keepChat(name, asked) {
  try {
    sessionStorage.setItem(CHAT + name, JSON.stringify(asked));
  } catch { /* then a chat begins anew when the page is loaded again */ }
}
