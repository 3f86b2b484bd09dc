import { element, onClick, remember, remembered } from "./page.ts";

const root = document.documentElement;

function show(isDark: boolean): void {
  root.classList.toggle("dark", isDark);
  element(".theme").setAttribute("aria-pressed", String(isDark));
}

export function rememberTheme(): void {
  const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
  show((remembered("theme") ?? (prefersDark ? "dark" : "light")) === "dark");
  onClick(".theme", () => {
    const isDark = !root.classList.contains("dark");
    show(isDark);
    remember("theme", isDark ? "dark" : "light");
  });
}
