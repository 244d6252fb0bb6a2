"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const letters = data.letters;
const find = (id) => document.getElementById(id);
const values = (key) => [...new Set(letters.map((letter) => letter[key]))];
const choices = {
  kind: values("kind"),
  locale: values("locale"),
  formality: values("formality"),
  sample: values("sample"),
  view: ["HTML", "text", ...(letters.some((letter) => letter.short) ? ["short"] : [])],
  scheme: ["light", "dark"],
  width: ["600", "360"],
};
const state = Object.fromEntries(Object.keys(choices).map((key) => [key, choices[key][0]]));

const shown = () => letters.find((letter) =>
  ["kind", "locale", "formality", "sample"].every((key) => letter[key] === state[key]));

const offered = (key, value) => {
  if (key === "locale") {
    return letters.some((l) => l.kind === state.kind && l.locale === value);
  }
  if (key === "formality") {
    return letters.some((l) => l.kind === state.kind && l.locale === state.locale && l.formality === value);
  }
  if (value === "short") {
    return letters.some((l) =>
      l.kind === state.kind && l.locale === state.locale && l.formality === state.formality && l.short);
  }
  return true;
};

// Mail programs choose by the reader's system; here, the switch does.
const inScheme = (html, scheme) => html
  .replace(/@media\s*\(prefers-color-scheme:\s*dark\)/g, scheme === "dark" ? "@media all" : "@media not all")
  .replace(/@media\s*\(prefers-color-scheme:\s*light\)/g, scheme === "light" ? "@media all" : "@media not all")
  .replace(/light dark/g, scheme);

const link = (anchor, letter) => {
  anchor.href = "data:message/rfc822;base64," + letter.eml;
  anchor.download = [letter.kind, letter.locale, letter.formality, letter.sample].join("-").replace(/ /g, "-") + ".eml";
};

const show = () => {
  for (const key of ["locale", "formality", "view"]) {
    if (!offered(key, state[key])) {
      state[key] = choices[key].find((value) => offered(key, value));
    }
  }
  for (const input of document.querySelectorAll("input")) {
    input.checked = state[input.name] === input.value;
    input.disabled = !offered(input.name, input.value);
  }
  const letter = shown();
  for (const id of ["subject", "preheader", "text"]) {
    const part = find(id);
    part.textContent = letter[id];
    part.lang = letter.locale;
    part.dir = letter.direction;
  }
  find("html").hidden = state.view !== "HTML";
  find("text").hidden = state.view === "HTML";
  if (state.view === "short") {
    find("text").textContent = letter.short;
  }
  find("text").className = state.scheme;
  find("stage").className = state.scheme;
  find("html").srcdoc = inScheme(letter.html, state.scheme);
  for (const id of ["html", "text"]) {
    find(id).style.width = state.width + "px";
  }
  link(find("eml"), letter);
  find("place").textContent = letter.used;
  find("sources").replaceChildren(...letter.sources.map(([text, place]) => {
    const item = document.createElement("li");
    const code = document.createElement("code");
    const part = document.createElement("div");
    code.textContent = place;
    part.textContent = text;
    part.lang = letter.locale;
    part.dir = letter.direction;
    item.append(code, part);
    return item;
  }));
  history.replaceState(null, "", "#" + new URLSearchParams(state));
};

const read = () => {
  for (const [key, value] of new URLSearchParams(location.hash.slice(1))) {
    if (Object.hasOwn(choices, key) && choices[key].includes(value)) {
      state[key] = value;
    }
  }
  show();
};

for (const [key, options] of Object.entries(choices)) {
  find(key).append(...options.map((value) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = key;
    input.value = value;
    const name = (data.names[key] || {})[value] || value.replaceAll("_", " ");
    label.append(input, name);
    return label;
  }));
}
find("files").append(...letters.map((letter) => {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  link(anchor, letter);
  anchor.textContent = anchor.download;
  item.append(anchor);
  return item;
}));
find("controls").addEventListener("change", (event) => {
  state[event.target.name] = event.target.value;
  show();
});
addEventListener("hashchange", read);
read();
document.body.dataset.ready = "true";
