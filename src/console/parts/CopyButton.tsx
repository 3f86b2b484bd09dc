import { useState } from "preact/hooks";
import { act } from "../store.ts";

/** Copies a text, or shows it if the browser doesn't allow pages to copy. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [isShown, show] = useState(false);
  const copy = async (): Promise<void> => {
    if (!navigator.clipboard) return show(true);
    await navigator.clipboard.writeText(text).catch(() => show(true));
  };
  return (
    <>
      <button type="button" onClick={() => void act(done, copy)}>
        {label}
      </button>
      {isShown && <textarea class="copied" readOnly rows={4} aria-label={label} value={text} />}
    </>
  );
}
