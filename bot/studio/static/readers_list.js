// On the list of dialogues: where readers said something that nobody has settled yet.

import { ask } from "./api.js";
import { counted, h } from "./dom.js";

const left = await ask("/api/readings").catch(() => ({}));
for (const row of document.querySelectorAll("#dialogues li")) {
  const number = left[row.dataset.name];
  if (number) row.append(h("span", { class: "from-readers" }, `${counted(number, "thing", "things")} said by readers, to settle`));
}
