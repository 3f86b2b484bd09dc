import { control, dataOf, type ProfileDetails } from "../control.ts";
import { useLive, useNow } from "../live.ts";
import { StateBadge } from "../parts/Badge.tsx";
import { clockTimeInMs, count, providerName, shown, span } from "../parts/format.ts";
import { Json } from "../parts/Json.tsx";
import { LifecycleDrawing } from "../parts/Lifecycle.tsx";
import { Transitions } from "../parts/Transitions.tsx";
import { Files } from "../parts/Files.tsx";
import { mockNow, useStore } from "../store.ts";

function Timeline({ history }: Pick<ProfileDetails, "history">) {
  return (
    <ol class="timeline">
      {history.map(({ to, at, forced }, index) => {
        const before = history[index - 1];
        return (
          <li key={`${at} ${to}`}>
            <time dateTime={at}>{clockTimeInMs(at)}</time>
            <StateBadge state={to} />
            <small>
              {before ? `after ${span(Date.parse(at) - Date.parse(before.at))}` : "created"}
              {forced && " · by the console"}
            </small>
          </li>
        );
      })}
    </ol>
  );
}

function ErrorsTable({ errors }: Pick<ProfileDetails, "errors">) {
  if (errors.length === 0) return <p class="empty">The latest sync reported no errors.</p>;
  return (
    <table class="rows">
      <thead>
        <tr>
          <th>Record</th>
          <th>Code</th>
          <th>Message</th>
        </tr>
      </thead>
      <tbody>
        {errors.map((error, index) => (
          <tr key={index}>
            <td data-label="Record">{shown(String(error["entryType"] ?? ""))}</td>
            <td data-label="Code">
              <code>{shown(String(error["errorCode"] ?? ""))}</code>
            </td>
            <td class="main">
              <bdi>{shown(String(error["errorMessage"] ?? ""))}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One profile: its current state, its history, and its possible transitions. */
export function Profile({ id }: { id: string }) {
  const tenant = useStore(({ known }) => known?.mock.tenant);
  const load = async () => dataOf(await control.GET("/_mock/profiles/{id}", { params: { path: { id } } }));
  const {
    value: details,
    error,
    reload,
  } = useLive(load, `${tenant} ${id}`, ({ now, lifecycle: { next } }) => ({ now, next }));
  useNow(1000);
  if (!details) {
    return (
      <>
        <p class="back">
          <a href="#/profiles">Profiles</a>
        </p>
        <h1>{error === undefined ? "Profile" : "Not found"}</h1>
        {error !== undefined && <p class="empty">{error}</p>}
      </>
    );
  }
  const { profile, lifecycle, history, errors } = details;
  const ends = lifecycle.next === null ? undefined : Date.parse(lifecycle.next) - mockNow();
  return (
    <>
      <p class="back">
        <a href="#/profiles">Profiles</a>
      </p>
      <div class="title">
        <h1>
          <bdi>{shown(lifecycle.displayName)}</bdi>
        </h1>
        <p role="status">
          <StateBadge state={lifecycle.state} /> <StateBadge state={lifecycle.stage} />
        </p>
        <p class="mono small">
          {providerName(lifecycle.provider)} · {shown(lifecycle.id)}
        </p>
      </div>
      <section class="card">
        <h2>Lifecycle</h2>
        <LifecycleDrawing details={details} />
        {ends !== undefined && (
          <p class="small">Changes automatically {ends > 0 ? `in ${span(ends)}` : "now"}, or when it is read.</p>
        )}
        <Transitions details={details} reload={reload} />
      </section>
      <div class="columns">
        <section class="card">
          <h2>History</h2>
          <Timeline history={history} />
        </section>
        <section class="card">
          <h2>Files</h2>
          <Files details={details} reload={reload} />
        </section>
      </div>
      <section class="card">
        <h2>Errors {errors.length > 0 && <small>{count(errors.length, "record")}</small>}</h2>
        <ErrorsTable errors={errors} />
      </section>
      <section class="card">
        <h2>JSON</h2>
        <Json value={profile} label="The profile as JSON" />
      </section>
    </>
  );
}
