const widths = [30, 14];

/** Prints one line of a table, with the same column widths on every line. */
export const row = (...cells: (string | number)[]): void =>
  console.log(
    cells
      .map((cell, index) =>
        index === 0 ? String(cell).padEnd(widths[0] as number) : String(cell).padStart(widths[1] as number),
      )
      .join(""),
  );

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
