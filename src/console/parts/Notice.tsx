import { useEffect } from "preact/hooks";
import { dismissNotice, useStore } from "../store.ts";
import { shown } from "./format.ts";

const shownForMs = 5000;

/** The result of the latest action. An error stays until it is dismissed. */
export function Notice() {
  const notice = useStore((state) => state.notice);
  useEffect(() => {
    if (!notice || notice.isError) return;
    const timer = setTimeout(dismissNotice, shownForMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div class="notice-place" role="status" aria-live="polite">
      {notice && (
        <p class={notice.isError ? "notice bad" : "notice"}>
          <span>{shown(notice.text)}</span>
          <button type="button" class="link" onClick={dismissNotice}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
