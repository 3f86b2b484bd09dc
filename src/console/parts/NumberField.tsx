import { useState } from "preact/hooks";

/** A number input that applies its value on blur or Enter, if it is valid. */
export function NumberField({
  label,
  value,
  bounds: [min, max],
  onChange,
}: {
  label: string;
  value: number;
  /** Minimum and maximum. */
  bounds: readonly [number, number];
  onChange: (value: number) => void;
}) {
  // Text being typed is not replaced by updates from the mock.
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
