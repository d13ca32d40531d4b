// The language in which the chat is played: a choice where somebody has begun to translate it.

import { byId, h } from "./dom.js";

export class Languages {
  constructor(onChosen) {
    this.all = null;
    byId("chat-language").addEventListener("change", () => onChosen(byId("chat-language").value || null));
  }

  show({ languages, language, english }) {
    const all = JSON.stringify(languages);
    if (all !== this.all) {
      byId("chat-language").replaceChildren(h("option", { value: "" }, "English"),
        ...languages.map((one) => h("option", { value: one }, named(one))));
      this.all = all;
    }
    byId("chat-speaks").hidden = !languages.length;
    byId("chat-language").value = language ?? "";
    if (byId("chat-english").textContent !== english) byId("chat-english").textContent = english;
    // So that a screen reader speaks it as it is spoken.
    for (const id of ["chat-log", "chat-options"]) {
      if (language) byId(id).lang = language;
      else byId(id).removeAttribute("lang");
    }
  }
}

function named(language) {
  try {
    return new Intl.DisplayNames("en-GB", { type: "language" }).of(language);
  } catch {
    return language;
  }
}
