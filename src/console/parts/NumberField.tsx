import { useState } from "preact/hooks";

/** A number that is used when it is left or entered, and only where it is valid. */
export function NumberField({
  label,
  value,
  bounds: [min, max],
  onChange,
}: {
  label: string;
  value: number;
  /** The least and the most. */
  bounds: readonly [number, number];
  onChange: (value: number) => void;
}) {
  // What is being typed stays, whatever the mock reports meanwhile.
  const [typed, setTyped] = useState<string>();
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="number"
        min={min}
        max={max}
        step="any"
        value={typed ?? value}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => {
          if (!currentTarget.reportValidity() || currentTarget.value === "") return;
          setTyped(undefined);
          onChange(currentTarget.valueAsNumber);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}
