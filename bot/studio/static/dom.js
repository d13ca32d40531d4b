// Making parts of a page. Words are always set as text, so nothing in them can become markup.

export function h(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(2).filter((one) => one !== null && one !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(id);

export const keyOf = (path) => JSON.stringify(path);

export const idOf = (path) => "at-" + path.map((one) => encodeURIComponent(one)).join("/");

export function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}
