import { useState } from "preact/hooks";
import { control, dataOf, type Lifecycle } from "../control.ts";
import { useLive } from "../live.ts";
import { LoadSampleDistricts, NewProfile } from "../parts/AddProfiles.tsx";
import { StateBadge } from "../parts/Badge.tsx";
import { count, providerName, shown, span } from "../parts/format.ts";
import { useStore } from "../store.ts";

const soonest = (lifecycles: Lifecycle[]): string | null =>
  lifecycles
    .flatMap(({ next }) => next ?? [])
    .sort()
    .at(0) ?? null;

function Row({ lifecycle, now }: { lifecycle: Lifecycle; now: number }) {
  const { id, displayName, provider, state, stage, fileCount, errorCount, createdAt } = lifecycle;
  return (
    <tr>
      <td class="main">
        <a href={`#/profiles/${encodeURIComponent(id)}`}>
          <bdi>{shown(displayName)}</bdi>
        </a>
        <small class="mono">{shown(id)}</small>
      </td>
      <td data-label="Provider">{providerName(provider)}</td>
      <td data-label="State">
        <StateBadge state={state} />
      </td>
      <td data-label="Sync">
        <StateBadge state={stage} />
      </td>
      <td data-label="Files" class="number">
        {fileCount}
      </td>
      <td data-label="Errors" class="number">
        {errorCount > 0 ? <b class="bad-text">{errorCount}</b> : errorCount}
      </td>
      <td data-label="Age" class="number">
        {span(now - Date.parse(createdAt))}
      </td>
    </tr>
  );
}

function Empty({ text }: { text: string }) {
  if (text !== "") return <p class="empty">No profile has “{text}” in its name or id.</p>;
  return (
    <div class="empty">
      <p>
        <b>No profiles yet.</b> Create one here, load the sample districts, or let your integration create one.
      </p>
    </div>
  );
}

/** The profiles of the tenant, live. */
export function Profiles() {
  const [text, setText] = useState("");
  const tenant = useStore(({ known }) => known?.mock.tenant);
  const isStateless = useStore(({ known }) => known?.mock.stateless ?? false);
  const load = async () =>
    dataOf(await control.GET("/_mock/lifecycles", { params: { query: { ...(text ? { text } : {}) } } }));
  const { value, error } = useLive(load, `${tenant} ${text}`, ({ value: all, now }) => ({ now, next: soonest(all) }));
  return (
    <>
      <div class="title">
        <h1>Profiles</h1>
        <p>{value && count(value.total, "profile")}</p>
        <div class="actions">
          <LoadSampleDistricts />
          <NewProfile isPrimary />
        </div>
      </div>
      {isStateless && (
        <p class="hint">
          This mock is stateless: its API answers with the contract's examples, and ignores these profiles.
        </p>
      )}
      <div class="filters">
        <label class="grow">
          <span>Search</span>
          <input
            type="search"
            value={text}
            placeholder="Name or id"
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
      </div>
      {error !== undefined && <p class="hint bad">{error}</p>}
      {value && value.value.length > 0 && (
        <table class="rows profiles">
          <thead>
            <tr>
              {["Profile", "Provider", "State", "Sync"].map((name) => (
                <th key={name}>{name}</th>
              ))}
              {["Files", "Errors", "Age"].map((name) => (
                <th key={name} class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.value.map((lifecycle) => (
              <Row key={lifecycle.id} lifecycle={lifecycle} now={Date.parse(value.now)} />
            ))}
          </tbody>
        </table>
      )}
      {value && value.total > value.value.length && (
        <p class="hint">The latest {value.value.length} are shown. Search for others by name or id.</p>
      )}
      {value?.value.length === 0 && <Empty text={text} />}
    </>
  );
}
