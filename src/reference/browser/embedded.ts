import { element, onClick } from "./page.ts";

/** The text of a compressed file that is embedded in the page. */
export async function embedded(name: string): Promise<string> {
  const packed = Uint8Array.from(atob(element(`[id="${name}"]`).textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

async function download(name: string): Promise<void> {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([await embedded(name)]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Makes links to #openapi.yaml and #openapi.json download the embedded file, which needs no server. */
export function handleDownloads(): void {
  onClick('a[href="#openapi.yaml"], a[href="#openapi.json"]', (link, event) => {
    event.preventDefault();
    event.stopPropagation();
    void download((link as HTMLAnchorElement).hash.slice(1));
  });
}
