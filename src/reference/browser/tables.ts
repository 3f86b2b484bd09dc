// Without roles, screen readers don't recognize a table that is displayed as cards.
const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

/** Labels each cell with its column, for narrow screens, where each row is displayed as a card. */
export function labelCells(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("#api-content table.md:not([role])")) {
    table.setAttribute("role", "table");
    for (const [name, role] of Object.entries(roles))
      for (const part of table.querySelectorAll(name)) part.setAttribute("role", role);
    const headings = [...table.querySelectorAll("th")].map(({ textContent }) => textContent);
    for (const { cells } of table.querySelectorAll<HTMLTableRowElement>("tbody tr"))
      for (const [column, cell] of [...cells].entries()) cell.dataset["label"] = headings[column] ?? "";
  }
}
