/** Makes drawings scalable: Redoc writes the viewBox attribute in lower case, which SVG ignores. */
export function scaleDrawings(): void {
  for (const svg of document.querySelectorAll(".drawing svg")) {
    const box = svg.getAttribute("viewbox");
    if (box !== null && svg.getAttribute("viewBox") !== box) svg.setAttribute("viewBox", box);
  }
}
