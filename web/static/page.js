// Conveniences that no page depends on: suggestions while typing, "/" to focus the search box,
// buttons that copy a citation. Everything works without JavaScript.
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
      this.show(answer.ok ? (await answer.json())[1] : []);
    } catch (error) {
      // Errors are ignored: suggestions are optional, and an aborted request has a successor.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(texts) {
    const options = texts.map((text, place) => {
      const option = document.createElement("li");
      option.id = `suggestion-${place}`;
      option.dir = "auto";
      option.textContent = text;
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
    this.input.value = option.textContent;
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

// A button beside each text that can be copied, labelled by its data-copy.
function addCopyButton(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = text.dataset.copy || SAID.copyLabel;
  button.addEventListener("click", async () => {
    const name = button.textContent;
    button.textContent = (await copied(text)) ? SAID.copied : SAID.notCopied;
    setTimeout(() => (button.textContent = name), 2000);
  });
  text.after(button);
}

// Only secure pages have a clipboard: elsewhere the text is selected and copied from there.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(text);
    return document.execCommand("copy");
  }
}

if (box) {
  new Suggestions(box);
  document.addEventListener("keydown", focusBox);
}
document.querySelectorAll("[data-copy]").forEach(addCopyButton);
