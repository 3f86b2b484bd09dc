/** Redoc puts the body last. Its parts are only moved among their siblings, so that React can still remove them. */
function moveBodies(): void {
  for (const heading of document.querySelectorAll("[id$='/request/body']")) {
    const body = heading.parentElement;
    const panel = body?.parentElement;
    const [permissions, more] = ["table", ".bodies"].map((part) => panel?.querySelector(`:scope > div:has(${part})`));
    if (!body || !permissions || permissions.compareDocumentPosition(body) & Node.DOCUMENT_POSITION_PRECEDING) continue;
    permissions.before(body, ...(more ? [more] : []));
  }
}

/** Shows a request's body before the permissions and headers, followed by any further bodies. */
export function putBodyFirst(): void {
  // Runs before the browser paints what Redoc has rendered.
  new MutationObserver(moveBodies).observe(document.body, { childList: true, subtree: true });
}
