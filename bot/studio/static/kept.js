// What this browser keeps until it is saved, so that nothing is lost with a closed tab.

const KEY = "cairn-draft:";

export function keptDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(KEY + name));
  } catch {
    return null;
  }
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
