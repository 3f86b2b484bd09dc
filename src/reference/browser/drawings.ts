/** Lets drawings shrink: Redoc writes the attribute in lower case, which means nothing in SVG. */
export function scaleDrawings(): void {
  for (const svg of document.querySelectorAll(".drawing svg")) {
    const box = svg.getAttribute("viewbox");
    if (box !== null && svg.getAttribute("viewBox") !== box) svg.setAttribute("viewBox", box);
  }
}
