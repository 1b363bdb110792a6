// Conveniences that no page depends on: suggestions while typing, "/" to focus the search box,
// filters that apply at once, buttons that copy and keep. Only kept searches need JavaScript.
"use strict";

const SAID = document.currentScript.dataset; // texts in the language of the page
const PAUSE = 120; // milliseconds without typing before suggestions are requested
const box = document.getElementById("q");

// The search box with its list: the combobox pattern of WAI-ARIA; the focus stays in the box.
class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = "suggestions";
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", SAID.suggestions);
    input.parentElement.append(this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the box
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("li")));
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  // Request suggestions when typing pauses, and abort the request before.
  typed() {
    clearTimeout(this.timer);
    this.asked?.abort();
    if (!this.input.value.trim()) return this.close();
    this.timer = setTimeout(() => this.ask(this.input.value), PAUSE);
  }

  async ask(text) {
    this.asked = new AbortController();
    const address = `${SAID.suggest}${SAID.suggest.includes("?") ? "&" : "?"}${new URLSearchParams({ q: text })}`;
    try {
      const answer = await fetch(address, { signal: this.asked.signal });
      const [, texts, counts] = answer.ok ? await answer.json() : [text, [], []];
      this.show(texts, counts);
    } catch (error) {
      // Errors are ignored: suggestions are optional, and an aborted request has a successor.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(texts, counts) {
    const options = texts.map((text, place) => {
      const option = document.createElement("li");
      option.id = `suggestion-${place}`;
      option.dir = "auto";
      const words = document.createElement("bdi");
      const count = document.createElement("span");
      words.textContent = text;
      count.className = "n u";
      count.textContent = counts[place] ?? "";
      option.append(words, count);
      option.dataset.text = text;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    });
    this.list.replaceChildren(...options);
    this.activate(null);
    this.open(options.length > 0 && document.activeElement === this.input);
  }

  open(wanted) {
    this.list.hidden = !wanted;
    this.input.setAttribute("aria-expanded", String(wanted));
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.activate(null);
    this.open(false);
  }

  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  // Up and down cycle through the list and the box.
  move(step) {
    const options = [...this.list.children];
    const places = [null, ...options];
    const next = (places.indexOf(this.active) + step + places.length) % places.length;
    this.activate(places[next]);
  }

  choose(option) {
    if (!option) return;
    this.input.value = option.dataset.text;
    this.close();
    this.input.form.requestSubmit();
  }

  pressed(event) {
    if (event.isComposing) return;
    const closed = this.list.hidden;
    if (event.key === "Escape" && !closed) {
      this.close();
    } else if (event.key === "Enter" && !closed && this.active) {
      this.choose(this.active);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.list.children.length) {
      if (closed) this.open(true);
      if (!closed || !event.altKey) this.move(event.key === "ArrowDown" ? 1 : -1);
    } else {
      return;
    }
    event.preventDefault();
  }
}

// "/" focuses the box from anywhere on the page; on an Arabic keyboard that key types ظ.
function focusBox(event) {
  const writing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (writing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "/" || event.key === "ظ") {
    event.preventDefault();
    box.focus();
    box.select();
  }
}

// A button after each text that can be copied, labelled by its data-copy.
function addCopyButton(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn copy";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", () => copy(text.textContent, button, text));
  text.after(button);
}

// The button says what happened for two seconds.
async function copy(text, button, shown) {
  const name = button.textContent;
  button.textContent = (await copied(text, shown)) ? SAID.copied : SAID.notCopied;
  setTimeout(() => (button.textContent = name), 2000);
}

// Only secure pages have a clipboard: elsewhere a shown text is selected and copied from there.
async function copied(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!shown) return false;
    getSelection().selectAllChildren(shown);
    return document.execCommand("copy");
  }
}

function offerAddress(button) {
  button.hidden = false;
  const address = new URL(button.dataset.copyAddress || location.href, location.href).href;
  button.addEventListener("click", () => copy(address, button));
}

// Searches that the reader keeps: [{title, page, feed}] in the browser's own storage.
const KEPT = "kept";

function keptSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => own(each?.page) && own(each?.feed)) : [];
  } catch {
    return []; // storage may be forbidden, or hold what another program wrote
  }
}

function storeSearches(kept) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

// Only addresses of this site are kept and shown: a file of another hand cannot bring others in.
function own(address) {
  try {
    return new URL(address, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

function offerKeeping(button) {
  const feed = document.querySelector("link[rel=alternate][type='application/atom+xml']");
  if (!feed) return;
  button.hidden = false;
  const search = { title: feed.title, page: location.pathname + location.search, feed: feed.getAttribute("href") };
  button.addEventListener("click", () => {
    const others = keptSearches().filter((each) => each.page !== search.page);
    if (storeSearches([search, ...others])) button.textContent = SAID.kept;
  });
}

class KeptList {
  constructor(list) {
    this.list = list;
    this.tools = document.getElementById("kept-tools");
    this.said = document.getElementById("kept-said");
    this.none = document.getElementById("none-kept");
    document.querySelector("[data-opml-out]").addEventListener("click", () => this.write());
    document.querySelector("[data-opml-in]").addEventListener("change", (event) => this.read(event.target));
    this.tools.hidden = false;
    this.show();
  }

  show() {
    const kept = keptSearches();
    this.none.hidden = kept.length > 0;
    this.list.replaceChildren(...kept.map((search) => this.item(search)));
  }

  item(search) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const name = document.createElement("bdi");
    const button = document.createElement("button");
    name.textContent = search.title;
    link.href = search.page;
    link.append(name);
    button.type = "button";
    button.className = "link";
    button.textContent = SAID.remove;
    button.setAttribute("aria-label", `${SAID.remove}: ${search.title}`);
    button.addEventListener("click", () => {
      storeSearches(keptSearches().filter((each) => each.page !== search.page));
      this.show();
    });
    item.append(link, button);
    return item;
  }

  // OPML, which every feed reader takes: an outline a search, its feed as xmlUrl.
  write() {
    const opml = document.implementation.createDocument("", "opml");
    const root = opml.documentElement;
    root.setAttribute("version", "2.0");
    const head = root.appendChild(opml.createElement("head"));
    head.appendChild(opml.createElement("title")).textContent = document.title;
    const body = root.appendChild(opml.createElement("body"));
    for (const { title, page, feed } of keptSearches()) {
      const outline = body.appendChild(opml.createElement("outline"));
      const values = { type: "rss", text: title, xmlUrl: absolute(feed), htmlUrl: absolute(page) };
      for (const [name, value] of Object.entries(values)) outline.setAttribute(name, value);
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(opml)], { type: "text/x-opml" }));
    link.download = "iqtisad.opml";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async read(input) {
    const [file] = input.files;
    if (!file) return;
    // Read as HTML, which takes what is no good XML too, and ignores the case of names.
    const opml = new DOMParser().parseFromString(await file.text(), "text/html");
    const found = [...opml.querySelectorAll("outline[xmlUrl]")]
      .map((each) => ({ title: each.getAttribute("text") || each.getAttribute("title") || "", page: each.getAttribute("htmlUrl"), feed: each.getAttribute("xmlUrl") }))
      .filter(({ page, feed }) => page && own(page) && own(feed))
      .map((each) => ({ ...each, page: relative(each.page), feed: relative(each.feed) }));
    const pages = new Set(found.map((each) => each.page));
    storeSearches([...found, ...keptSearches().filter((each) => !pages.has(each.page))]);
    this.said.textContent = found.length ? this.said.dataset.read + found.length : this.said.dataset.unread;
    input.value = "";
    this.show();
  }
}

const absolute = (address) => new URL(address, location.href).href;

function relative(address) {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
}

// The next mark, and the first again after the last.
function offerMarks(link) {
  let place = 0;
  const marks = document.querySelectorAll("mark[id]");
  link.addEventListener("click", (event) => {
    event.preventDefault(); // going back leads to the results, not to the mark before
    place = (place % marks.length) + 1;
    location.replace(`#m${place}`);
    link.lastElementChild.textContent = `${place}/${marks.length}`;
  });
}

// A tick in the filters applies at once on wide screens; on phones the sheet has a button.
const WIDE = matchMedia("(min-width: 60em)");

function offerFilters(filters) {
  filters.classList.add("live"); // hides the button where a tick applies at once
  // Going back, a browser restores the ticks of a list that was left; the list is another one.
  window.addEventListener("pageshow", () => {
    filters.querySelectorAll("input[type=checkbox]").forEach((box) => (box.checked = box.defaultChecked));
  });
  filters.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    const other = event.target.closest(".f").querySelectorAll("input");
    if (event.target.checked) other.forEach((box) => (box.checked = box === event.target));
    if (WIDE.matches) event.target.form.requestSubmit();
  });
  filters.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && filters.open && !WIDE.matches) closeSheet(filters);
    if (event.key === "Tab" && filters.open && !WIDE.matches) keepFocus(event, filters);
  });
  filters.addEventListener("toggle", () => document.documentElement.classList.toggle("still", filters.open && !WIDE.matches));
}

function closeSheet(filters) {
  filters.open = false;
  filters.querySelector("summary").focus();
}

// In an open sheet Tab goes round: the page behind it is covered.
function keepFocus(event, filters) {
  const stops = [...filters.querySelectorAll("summary, a[href], input, button")].filter((each) => each.checkVisibility());
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0].focus();
}

// Fields left empty are no part of an address.
function leaveOutEmpty(form) {
  const fields = () => [...form.elements].filter((each) => each.name && each.name !== "q" && !each.value);
  form.addEventListener("formdata", (event) => fields().forEach((each) => event.formData.delete(each.name)));
}

if (box) {
  new Suggestions(box);
  document.addEventListener("keydown", focusBox);
  leaveOutEmpty(box.form);
}
document.querySelectorAll("[data-copy]").forEach(addCopyButton);
document.querySelectorAll("[data-copy-address]").forEach(offerAddress);
document.querySelectorAll("[data-keep]").forEach(offerKeeping);
document.querySelectorAll("[data-next-mark]").forEach(offerMarks);
document.querySelectorAll(".filters").forEach(offerFilters);
const keptList = document.getElementById("kept");
if (keptList) new KeptList(keptList);
