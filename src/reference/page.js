// The documents are embedded, so that a download needs no server: a link to #openapi.yaml downloads the element of that id.
document.addEventListener(
  "click",
  async (event) => {
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLAnchorElement | null} */
    const link = event.target.closest('a[href="#openapi.yaml"], a[href="#openapi.json"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const name = link.hash.slice(1);
    const { text: packedText } = /** @type {HTMLScriptElement} */ (document.getElementById(name));
    const packed = Uint8Array.from(atob(packedText), (character) => character.charCodeAt(0));
    const text = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const download = document.createElement("a");
    download.href = URL.createObjectURL(await new Response(text).blob());
    download.download = name;
    download.click();
    setTimeout(() => URL.revokeObjectURL(download.href), 60_000);
  },
  true,
);

// Dark mode prints badly: light text on white, or a black page.
let wasDark = false;
addEventListener("beforeprint", () => {
  wasDark = document.documentElement.classList.contains("dark");
  document.documentElement.classList.remove("dark");
});
addEventListener("afterprint", () => document.documentElement.classList.toggle("dark", wasDark));

// Redoc's menus are not next to their buttons, so Tab doesn't reach them, and they don't support arrow keys.
/** @type {HTMLElement | undefined} */
let menuButton;
/** @returns {HTMLElement[]} */
const menuItems = () =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[role=menuitem]"))].filter((item) =>
    item.checkVisibility(),
  );

function leaveMenu() {
  if (menuButton?.getAttribute("aria-expanded") === "true") menuButton.click();
  menuButton?.focus();
}

function enterMenu(/** @type {HTMLElement} */ button) {
  menuButton = button;
  setTimeout(() => menuItems()[0]?.focus(), 50);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} target
 */
function moveInMenu(event, target) {
  const { key } = event;
  const items = menuItems();
  const at = items.indexOf(target);
  /** @type {Record<string, number>} */
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const next = steps[key];
  const isChoice = key === "Enter" || key === " ";
  if (next === undefined && !isChoice && key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  if (next !== undefined) return items.at(next % items.length)?.focus();
  if (isChoice) target.click();
  leaveMenu();
}

document.addEventListener(
  "keydown",
  (event) => {
    const { key, target } = event;
    if (!(target instanceof HTMLElement)) return;
    if (target.matches("[role=menuitem]")) moveInMenu(event, target);
    else if (target.matches("[aria-haspopup=menu]") && ["Enter", " ", "ArrowDown"].includes(key)) enterMenu(target);
  },
  true,
);
