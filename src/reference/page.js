// The documents are embedded, so that a download needs no server: a link to #openapi.yaml hands out what has that id.
document.addEventListener(
  "click",
  async (event) => {
    const link = event.target.closest?.('a[href="#openapi.yaml"], a[href="#openapi.json"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const name = link.getAttribute("href").slice(1);
    const packed = Uint8Array.from(atob(document.getElementById(name).text), (character) => character.charCodeAt(0));
    const text = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const download = document.createElement("a");
    download.href = URL.createObjectURL(await new Response(text).blob());
    download.download = name;
    download.click();
    setTimeout(() => URL.revokeObjectURL(download.href), 60_000);
  },
  true,
);
