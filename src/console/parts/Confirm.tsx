import { useState } from "preact/hooks";

/** A button for an action that can't be undone, which asks for confirmation. */
export function Confirm({
  label,
  question,
  disabled = false,
  onConfirm,
}: {
  label: string;
  question: string;
  disabled?: boolean;
  onConfirm: () => void;
}) {
  const [isAsking, ask] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" disabled={disabled} onClick={() => ask(true)}>
        {label}
      </button>
    );
  }
  return (
    <span class="confirm">
      <button
        type="button"
        class="danger"
        ref={(button) => button?.focus()}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (!currentTarget.parentElement?.contains(relatedTarget as Node | null)) ask(false);
        }}
        onClick={() => {
          ask(false);
          onConfirm();
        }}
      >
        {question}
      </button>
      <button type="button" onClick={() => ask(false)}>
        Cancel
      </button>
    </span>
  );
}
