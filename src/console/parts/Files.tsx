import type { ProfileDetails } from "../control.ts";
import { addFiles, uploadOwn } from "../profileActions.ts";
import { act } from "../store.ts";
import { count, shown } from "./format.ts";

/** The uploaded files, and the messages that a start would return about them. */
export function Files({ details, reload }: { details: ProfileDetails; reload: () => void }) {
  const { lifecycle, files, verification } = details;
  if (lifecycle.provider !== "educationCsvDataProvider") return <p class="empty">Only a CSV profile accepts files.</p>;
  const upload = (done: string, action: () => Promise<void>): void => void act(done, action).then(reload);
  const names = [
    ...new Set([...files.map(({ fileName }) => fileName), ...verification.map(({ fileName }) => fileName)]),
  ];
  return (
    <>
      {files.length === 0 && <p class="empty">No files yet. A sync needs all six.</p>}
      {files.length > 0 && (
        <ul class="files">
          {names.map((name) => {
            const file = files.find(({ fileName }) => fileName === name);
            const findings = verification.filter(({ fileName }) => fileName === name);
            return (
              <li key={name}>
                <p>
                  <bdi class="mono">{shown(name)}</bdi>
                  <small>{file ? count(file.rows, "row") : "missing"}</small>
                </p>
                {findings.map(({ type, description }) => (
                  <p key={description} class={type === "Error" ? "finding bad-text" : "finding warn-text"}>
                    {type}: {shown(description)}
                  </p>
                ))}
              </li>
            );
          })}
        </ul>
      )}
      <div class="buttons">
        <button
          type="button"
          onClick={() => upload("Six files were uploaded.", () => addFiles(lifecycle.id, "sample"))}
        >
          Upload sample files
        </button>
        <button
          type="button"
          onClick={() =>
            upload("Six files were uploaded, two of them with mistakes.", () => addFiles(lifecycle.id, "mistakes"))
          }
        >
          Upload files with mistakes
        </button>
        <label class="button">
          Upload your own files
          <input
            type="file"
            multiple
            accept=".csv,text/csv"
            onChange={({ currentTarget }) =>
              upload("The files were uploaded.", () => uploadOwn(lifecycle.id, currentTarget.files))
            }
          />
        </label>
      </div>
    </>
  );
}
