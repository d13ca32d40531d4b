// Puts each problem beside the words it is about, or as near as the page has a place for it.

import { byId, h, idOf } from "./dom.js";

export function showProblems(draft) {
  const places = new Map();
  for (const place of document.querySelectorAll(".problems")) places.set(place, []);
  for (const problem of draft.problems) {
    // On a card a problem speaks of what is on the card, in the text of what is in the text.
    places.get(placeFor(problem.path))?.push({ ...problem, ...problem.card });
  }
  for (const [key, sorry] of draft.refused) {
    const place = byId(`${idOf(JSON.parse(key))}-told`);
    places.get(place)?.unshift({ message: sorry, help: "", must: true, code: null });
  }
  for (const [place, found] of places) {
    const now = JSON.stringify(found);
    if (place.dataset.now === now || (!found.length && !place.dataset.now)) continue;
    place.dataset.now = now;
    place.replaceChildren(...found.map(shown));
    const folded = place.closest("details");
    if (found.length && folded) folded.open = true; // what has to be mended is not out of sight
    const input = byId(place.id.replace(/-told$/, ""));
    if (input?.matches("input, textarea, select")) {
      input.toggleAttribute("aria-invalid", false);
      if (found.some((one) => one.must)) input.setAttribute("aria-invalid", "true");
    }
  }
  for (const card of document.querySelectorAll(".card")) {
    card.classList.toggle("to-mend", Boolean(card.querySelector(".problem.must")));
  }
}

function placeFor(path) {
  for (let length = path.length; length > 0; length -= 1) {
    const place = byId(`${idOf(path.slice(0, length))}-told`);
    if (place) return place;
    if (length === 2 && path[0] === "steps") {
      const card = byId(`step-${path[1]}`);
      if (card) return card.querySelector(".problems.own");
    }
  }
  return document.querySelector(".card .problems.own");
}

export function shown({ code, message, help, must }) {
  return h("p", { class: must ? "problem must" : "problem" },
    h("strong", {}, must ? "To mend: " : "Worth a look: "), message, help ? ` ${help}` : "",
    code ? [" ", h("a", { href: `/rules/${code}`, target: "_blank", rel: "noopener" },
      "Why", h("span", { class: "unseen" }, ` (rule ${code}, opens a new page)`))] : null);
}
