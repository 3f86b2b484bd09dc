import { announce, element, onClick } from "./page.ts";

interface Entry {
  id: string;
  title: string;
  chapter: string;
  text: string;
  lower: string;
}

const most = 20;

/** The texts of an element with a space between its blocks, so that words of different ones stay apart. */
function textIn(node: Node, skip: (part: Element) => boolean): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || skip(node)) return "";
  const inner = [...node.childNodes].map((child) => textIn(child, skip)).join("");
  return /^(A|CODE|STRONG|EM|SPAN|WBR|KBD)$/i.test(node.tagName) ? inner : ` ${inner} `;
}

/** One entry for each section, without those within it. */
function readEntries(): Entry[] {
  return [...document.querySelectorAll<HTMLElement>("main [data-title]")].map((section) => {
    const heading = element(":is(h1, h2, h3)", section);
    const parts = [...section.childNodes].map((child) =>
      textIn(child, (part) => part === heading || part.matches("[data-title], button, .try")),
    );
    const text = parts.join(" ").replaceAll(/\s+/g, " ").trim();
    const title = section.dataset["title"] || (heading.textContent ?? "");
    const chapter = section.parentElement?.closest<HTMLElement>("[data-title]")?.dataset["title"] ?? "";
    return { id: heading.id, title, chapter, text, lower: `${title} ${text}`.toLowerCase() };
  });
}

/** Entries with all words, those with the words in their title first. */
export function find(entries: Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const rank = ({ title }: Entry): number => {
    const name = title.toLowerCase();
    return words.filter((word) => name.includes(word)).length + (name.startsWith(words.join(" ")) ? 1 : 0);
  };
  return entries
    .filter(({ lower }) => words.every((word) => lower.includes(word)))
    .map((entry, index) => ({ entry, rank: rank(entry), index }))
    .sort((a, b) => b.rank - a.rank || a.index - b.index)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** The text around the first word that a query finds in it. */
function excerpt({ text }: Entry, query: string): string {
  const [word = ""] = query.toLowerCase().split(/\s+/).filter(Boolean);
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
  const start = at === 0 ? 0 : text.indexOf(" ", at) + 1;
  return `${start > 0 ? "… " : ""}${text.slice(start, start + 120)}`;
}

function resultItem(entry: Entry, query: string): HTMLLIElement {
  const link = document.createElement("a");
  link.href = `#${entry.id}`;
  const title = document.createElement("strong");
  title.textContent = entry.title;
  const place = document.createElement("small");
  place.textContent = entry.chapter;
  const text = document.createElement("span");
  text.textContent = excerpt(entry, query);
  link.append(title, " ", place, text);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

export function handleSearch(): void {
  const dialog = element<HTMLDialogElement>("dialog");
  const input = element<HTMLInputElement>("input", dialog);
  const results = element("ul", dialog);
  let entries: Entry[] | undefined;

  const open = (): void => {
    entries ??= readEntries();
    if (!dialog.open) dialog.showModal();
    input.select();
  };
  onClick(".search", open);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    open();
  });
  input.addEventListener("input", () => {
    const found = find(entries ?? [], input.value);
    results.replaceChildren(...found.map((entry) => resultItem(entry, input.value)));
    announce(found.length === 0 ? "Nothing found" : `${found.length} found`);
  });
  onClick("dialog a", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "Enter" && document.activeElement === input) {
      event.preventDefault();
      links[0]?.click();
    }
    // A search field empties itself first.
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = links[at + step];
    if (next) next.focus();
    else if (step < 0) input.focus();
  });
}
