// Parts of a card that are chosen, ticked or noted, each of them sent at once.

import { day, problemsOf } from "./card_parts.js";
import { byId, h, idOf } from "./dom.js";

export function choice({ path, value, options }, draft) {
  const select = h("select", { id: idOf(path), "aria-describedby": `${idOf(path)}-told`,
    onchange: () => draft.make({ do: "words", path, words: select.value, optional: true }) },
  options.map(([id, words]) => h("option", { value: id, selected: id === value }, words)));
  return select;
}

export function ticks({ path, label, value, options }, draft) {
  const boxes = options.map(([id, words]) => {
    const own = `${idOf(path)}=${id}`;
    const box = h("input", { type: "checkbox", id: own, checked: value.includes(id), onchange: change });
    return h("div", { class: "tick", data: { id } }, box, h("label", { for: own }, words));
  });
  function change() {
    const ticked = boxes.filter((one) => one.firstChild.checked).map((one) => one.dataset.id);
    draft.make({ do: "ticks", path, value: ticked });
  }
  const told = path.at(-1) === "keep" && !value.length
    ? h("p", { class: "hint" }, "Nothing ticked: the answer only chooses the way, and is not kept.") : null;
  return h("fieldset", { "aria-describedby": `${idOf(path)}-told` },
    h("legend", {}, label), boxes, told, problemsOf(path));
}

// Who read the words, and a small form to note it; it is noted with today’s date.
export function readers({ readers: known }, draft) {
  const noted = known.map(({ by, on, changed }) =>
    h("li", {}, [by, day(on)].filter(Boolean).join(", "), changed ? `: ${changed}` : ""));
  const by = h("input", { id: "read-by", autocomplete: "off", maxlength: 80, required: true,
    placeholder: "such as two carers" });
  const changed = h("input", { id: "read-changed", autocomplete: "off", maxlength: 300 });
  const note = async (event) => {
    event.preventDefault();
    await draft.make({ do: "read", by: by.value, changed: changed.value });
    const now = draft.cards[0].fields.find((field) => field.type === "readers").readers;
    if (now.length > known.length) byId("read-by").value = byId("read-changed").value = "";
    byId("read-by").focus();
  };
  return [
    noted.length ? h("ul", { class: "readers" }, noted) : null,
    h("form", { onsubmit: note },
      h("div", { class: "field" }, h("label", { for: by.id }, "Somebody read this: by which role (no name)"), by),
      h("div", { class: "field" }, h("label", { for: changed.id }, "What changed because of it (may stay empty)"), changed),
      h("button", {}, "Note it for today")),
  ];
}
