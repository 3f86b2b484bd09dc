import { control, dataOf, type Schemas } from "../control.ts";
import { useLive, useNow } from "../live.ts";
import { LoadSampleDistricts, NewProfile } from "../parts/AddProfiles.tsx";
import { StateBadge, StatusBadge } from "../parts/Badge.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import { clockTime, count, dateTime, shown, span } from "../parts/format.ts";
import { StatusPlot } from "../parts/StatusPlot.tsx";
import { mockNow, useStore } from "../store.ts";

const tokens: Record<Schemas["Mock"]["auth"], string> = {
  off: "not required",
  basic: "any bearer token",
  strict: "only those of its own token endpoint",
};

function Facts({ mock }: { mock: Schemas["Mock"] }) {
  const now = useNow(1000);
  const facts: [name: string, value: string][] = [
    ["Address", mock.url],
    ["Version", mock.version],
    ["Profiles", mock.stateless ? "stateless: the contract's examples" : `stored in ${mock.store}`],
    ["Tokens", tokens[mock.auth]],
    ["TLS", mock.url.startsWith("https:") ? (mock.caFile ?? "own certificate") : "off"],
    ["Uptime", span(now - Date.parse(mock.startedAt))],
    ["Clock", dateTime(mockNow())],
  ];
  return (
    <section class="card">
      <h2>Mock</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{shown(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="links">
        <a href="./">Reference</a>
        <a href="openapi.json">Contract (OpenAPI)</a>
        <a href="_mock/openapi.json">Control API (OpenAPI)</a>
      </p>
    </section>
  );
}

function Traffic() {
  const buckets = useStore((state) => state.buckets);
  const now = useNow(1000);
  return (
    <section class="card">
      <h2>Requests</h2>
      <StatusPlot buckets={buckets} now={now} />
    </section>
  );
}

function LatestErrors() {
  const requests = useStore((state) => state.requests);
  const errors = requests.filter(({ status }) => status >= 400).slice(0, 6);
  return (
    <section class="card">
      <h2>Latest errors</h2>
      {errors.length === 0 && <p class="empty">None. Failed requests appear here, with the reason.</p>}
      <ul class="errors">
        {errors.map(({ sequence, time, status, method, path, requestId, errorMessage }) => (
          <li key={sequence}>
            <StatusBadge status={status} />
            <div>
              <a href={`#/requests/${encodeURIComponent(requestId)}`}>
                <b class="method">{shown(method)}</b> <bdi class="mono">{shown(path)}</bdi>
              </a>
              <small class="reason">{shown(errorMessage ?? "")}</small>
            </div>
            <time dateTime={time}>{clockTime(time)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

const loadLatest = async () => dataOf(await control.GET("/_mock/lifecycles", { params: { query: { top: 6 } } }));

function LatestProfiles({ latest }: { latest: Awaited<ReturnType<typeof loadLatest>> | undefined }) {
  return (
    <section class="card">
      <h2>Profiles {latest && latest.total > 0 && <small>{latest.total.toLocaleString("en")}</small>}</h2>
      {latest?.total === 0 && <p class="empty">None yet.</p>}
      <ul class="errors">
        {latest?.value.map(({ id, displayName, state, stage }) => (
          <li key={id}>
            <StateBadge state={state} />
            <a href={`#/profiles/${encodeURIComponent(id)}`}>
              <bdi>{shown(displayName)}</bdi>
            </a>
            <StateBadge state={stage} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first steps with a mock that hasn't received any requests. */
function FirstUse({ mock, profiles }: { mock: Schemas["Mock"]; profiles: number }) {
  return (
    <section class="card first-use">
      <h2>{profiles === 0 ? "Nothing has happened here yet" : `${count(profiles, "profile")}, and no requests yet`}</h2>
      <ol>
        <li>
          <h3>Send a request</h3>
          <div class="code" role="region" aria-label="curl command" tabIndex={0}>
            <code>{mock.curl}</code>
          </div>
          <CopyButton label="Copy the curl command" done="The curl command was copied." text={mock.curl} />
        </li>
        {profiles === 0 && (
          <li>
            <h3>Or start with data</h3>
            <p>Six sample districts: from a new profile to a sync with errors.</p>
            <div class="buttons">
              <LoadSampleDistricts isPrimary />
              <NewProfile />
            </div>
          </li>
        )}
        <li>
          <h3>Point your integration at it</h3>
          <p>
            Base URL <code>{mock.url}</code>, tokens: {tokens[mock.auth]}.{" "}
            {mock.url.startsWith("https:")
              ? "Microsoft's clients also accept it as their authority."
              : "Microsoft's clients insist on https: start the mock with --https."}
          </p>
        </li>
      </ol>
    </section>
  );
}

/** The mock, its traffic and its latest profiles. */
export function Overview() {
  const mock = useStore(({ known }) => known?.mock);
  const hasRequests = useStore(({ requests }) => requests.length > 0);
  const { value: latest } = useLive(loadLatest, `${mock?.tenant}`, ({ now }) => ({ now, next: null }));
  const profiles = latest?.total ?? 0;
  return (
    <>
      <h1 class="hidden">Overview</h1>
      {mock && latest && !hasRequests && <FirstUse mock={mock} profiles={profiles} />}
      <div class="columns wide-first">
        <Traffic />
        {mock && <Facts mock={mock} />}
      </div>
      {(hasRequests || profiles > 0) && (
        <div class="columns wide-first">
          <LatestErrors />
          <LatestProfiles latest={latest} />
        </div>
      )}
    </>
  );
}
