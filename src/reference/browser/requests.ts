/** Redoc puts the body last. Moved among their siblings, its parts stay where React can remove them. */
function moveBodies(): void {
  for (const heading of document.querySelectorAll("[id$='/request/body']")) {
    const body = heading.parentElement;
    const panel = body?.parentElement;
    const [permissions, more] = ["table", ".bodies"].map((part) => panel?.querySelector(`:scope > div:has(${part})`));
    if (!body || !permissions || permissions.compareDocumentPosition(body) & Node.DOCUMENT_POSITION_PRECEDING) continue;
    permissions.before(body, ...(more ? [more] : []));
  }
}

/** Shows what a request's body has before the permissions and headers, and further bodies after it. */
export function putBodyFirst(): void {
  // Before the browser paints what Redoc has rendered.
  new MutationObserver(moveBodies).observe(document.body, { childList: true, subtree: true });
}
