import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { control, dataOf, type RecordedRequest } from "../control.ts";
import { StatusBadge } from "../parts/Badge.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import { clockTimeInMs, duration, shown } from "../parts/format.ts";
import { Json, type Mark } from "../parts/Json.tsx";
import { curlOf, typeScriptOf } from "../parts/snippets.ts";
import { causeOf } from "../scenarios.ts";
import { act, useStore } from "../store.ts";

const bytes = (number: number): string =>
  number < 10_000 ? `${number} B` : `${Math.round(number / 1000).toLocaleString("en")} kB`;

/** Why the request got this answer. */
function Why({ request }: { request: RecordedRequest }) {
  const {
    violations,
    missingPermission,
    sufficientPermissions = [],
    fault,
    errorMessage,
    status,
    operationId,
    token,
  } = request;
  if (violations.length > 0) {
    const places = violations.length === 1 ? "" : ` in ${violations.length} places`;
    const list = (
      <ul>
        {violations.map(({ location, message }) => (
          <li key={location.join()}>
            <code class="place">{shown(location.join(" › "))}</code> {shown(message)}
          </li>
        ))}
      </ul>
    );
    if (status >= 400) return <Reason title={`The request violates the contract${places}`}>{list}</Reason>;
    return (
      <div class="why-good">
        <p>
          Accepted by {operationId}, as the live service did. It violates the contract{places}: with --exact, the mock
          rejects it.
        </p>
        {list}
      </div>
    );
  }
  if (missingPermission !== undefined) {
    return (
      <Reason title="The token lacks a permission">
        <p>
          It is {token === "application" ? "an application" : `a ${token}`} token without{" "}
          <code>{missingPermission}</code>. Any of these is sufficient: {sufficientPermissions.join(", ")}.
        </p>
      </Reason>
    );
  }
  if (fault?.throttle) {
    const { requests, seconds } = fault.throttle;
    return (
      <Reason title="Throttled by the scenario">
        <p>
          This caller sent more than {requests} {requests === 1 ? "request" : "requests"} within {seconds} s. It may
          continue after {fault.retryAfter} s; an earlier retry restarts the wait. <a href="#/scenario">Scenario</a>
        </p>
      </Reason>
    );
  }
  if (fault) {
    return (
      <Reason title="The scenario injected a fault">
        <p>
          {causeOf(fault)} <a href="#/scenario">Scenario</a>
        </p>
      </Reason>
    );
  }
  if (errorMessage !== undefined) {
    return (
      <Reason title={status >= 500 ? "The mock refused or failed" : "The request was refused"}>
        <p>{shown(errorMessage)}</p>
      </Reason>
    );
  }
  return (
    <p class="why-good">
      {operationId === undefined ? "Answered by the mock itself." : `Valid; answered by ${operationId}.`}
    </p>
  );
}

const Reason = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="why-bad">
    <h3>{title}</h3>
    {children}
  </div>
);

function Headers({ headers, label }: { headers: Record<string, string>; label: string }) {
  const entries = Object.entries(headers);
  return (
    <details>
      <summary>
        {label} <small>{entries.length}</small>
      </summary>
      <dl class="headers">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{shown(name)}</dt>
            <dd>
              <bdi>{shown(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Body({ value, length, label, marks = [] }: { value: unknown; length: number; label: string; marks?: Mark[] }) {
  if (value !== undefined) return <Json value={value} label={label} marks={marks} />;
  if (length === 0) return <p class="small">No body.</p>;
  return <p class="small">A body of {bytes(length)}, which is not JSON or was too large to be stored.</p>;
}

async function sendAgain(requestId: string): Promise<void> {
  const { requestId: next } = dataOf(
    await control.POST("/_mock/journal/{requestId}/replay", { params: { path: { requestId } } }),
  );
  location.hash = `#/requests/${encodeURIComponent(next)}`;
}

const retryMs = 150;

/** Loads a request's details. Retries, since a recent request may not be in the journal yet. */
async function load(requestId: string, attempts = 3): Promise<RecordedRequest> {
  const params = { path: { requestId } };
  const answered = await control.GET("/_mock/journal/{requestId}", { params });
  if (answered.response.status !== 404 || attempts === 1) return dataOf(answered);
  await new Promise((resolve) => setTimeout(resolve, retryMs));
  return load(requestId, attempts - 1);
}

/** A request, its response, and the reason for it. */
export function RequestDetails({ id }: { id: string }) {
  const [request, setRequest] = useState<RecordedRequest>();
  const [error, setError] = useState<string>();
  const mock = useStore(({ known }) => known?.mock);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    let isOver = false;
    load(id).then(
      (loaded) => isOver || setRequest(loaded),
      (failed: Error) => isOver || setError(failed.message),
    );
    return () => void (isOver = true);
  }, []);
  // Skips the list before it, which may have hundreds of links; but not when the page has just been opened.
  useEffect(() => {
    if (document.activeElement !== document.body) section.current?.focus();
  }, []);
  const closeByKey = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") location.hash = "#/requests";
  };
  const frame = { class: "details card", "aria-label": "Request", tabIndex: -1, ref: section, onKeyDown: closeByKey };
  const close = (
    <a class="close" href="#/requests">
      Close
    </a>
  );
  if (!request || !mock) {
    return (
      <section {...frame}>
        {close}
        <p class="empty">{error ?? "Loading"}</p>
      </section>
    );
  }
  const { method, path, status, time, durationInMs, body, responseBody, violations } = request;
  const marks = violations
    .filter(({ location: [place] }) => place === "body")
    .map(({ location: [, ...rest], message }) => ({ location: rest, message }));
  const typeScript = typeScriptOf(request, mock.url);
  return (
    <section {...frame}>
      {close}
      <h2 class="request-line">
        <StatusBadge status={status} /> <b class="method">{shown(method)}</b> <bdi class="mono">{shown(path)}</bdi>
      </h2>
      <p class="small">
        {clockTimeInMs(time)} · {duration(durationInMs)} · tenant {shown(request.tenant ?? "unknown")} · token{" "}
        {request.token} · <span class="mono">{request.requestId}</span>
      </p>
      <div class="buttons">
        <CopyButton
          label="Copy as curl"
          done="The curl command was copied."
          text={curlOf(request, mock.url, mock.caFile)}
        />
        {typeScript !== undefined && (
          <CopyButton label="Copy as TypeScript" done="The TypeScript code was copied." text={typeScript} />
        )}
        <button type="button" onClick={() => void act("The request was sent again.", () => sendAgain(id))}>
          Send again
        </button>
      </div>
      <Why request={request} />
      <h3>Request</h3>
      <Headers headers={request.requestHeaders} label="Headers" />
      <Body value={body} length={request.requestBytes} label="Body of the request" marks={marks} />
      <h3>Response</h3>
      <Headers headers={request.responseHeaders} label="Headers" />
      <Body value={responseBody} length={request.responseBytes} label="Body of the response" />
    </section>
  );
}
