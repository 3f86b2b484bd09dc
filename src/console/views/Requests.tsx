import { useEffect, useRef, useState } from "preact/hooks";
import type { RequestSummary } from "../control.ts";
import { StatusBadge } from "../parts/Badge.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { clockTime, clockTimeInMs, count, duration, shown } from "../parts/format.ts";
import { act, clearRequests, useStore } from "../store.ts";
import { RequestDetails } from "./RequestDetails.tsx";

interface Filters {
  status: string;
  operationId: string;
  tenant: string;
  text: string;
}

const noFilters: Filters = { status: "", operationId: "", tenant: "", text: "" };
const statuses = ["2xx", "4xx", "5xx", "400", "401", "403", "404", "409", "429"];
const maximumRows = 200;

function matches(request: RequestSummary, { status, operationId, tenant, text }: Filters): boolean {
  if (status !== "" && !String(request.status).startsWith(status.replace("xx", ""))) return false;
  if (operationId !== "" && request.operationId !== operationId) return false;
  if (tenant !== "" && request.tenant !== tenant) return false;
  if (text === "") return true;
  const { method, path, errorMessage = "", requestId, clientRequestId } = request;
  return `${method} ${path}\n${errorMessage}\n${requestId}\n${clientRequestId}`
    .toLowerCase()
    .includes(text.toLowerCase());
}

function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: string[];
  onChange: (value: string) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">All</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}

function Row({ request, isOpen, hasTenants }: { request: RequestSummary; isOpen: boolean; hasTenants: boolean }) {
  const { time, method, path, status, operationId, durationInMs, tenant, token, requestId, errorMessage } = request;
  return (
    <tr class={isOpen ? "open" : undefined}>
      <td class="time">
        <time dateTime={time} title={clockTimeInMs(time)}>
          {clockTime(time)}
        </time>
      </td>
      <td class="state">
        <StatusBadge status={status} />
      </td>
      <td class="main">
        <a href={addressOf(requestId)} aria-current={isOpen ? "true" : undefined}>
          <b class="method">{shown(method)}</b> <bdi class="mono">{shown(path)}</bdi>
        </a>
        {errorMessage !== undefined && <small class="reason">{shown(errorMessage).slice(0, 300)}</small>}
      </td>
      <td class="operation">{operationId ?? "–"}</td>
      {hasTenants && <td class="operation">{tenant === undefined ? "–" : shown(tenant)}</td>}
      <td class="operation">{token}</td>
      <td class="number duration">{duration(durationInMs)}</td>
    </tr>
  );
}

const addressOf = (requestId: string): string => `#/requests/${encodeURIComponent(requestId)}`;
const rowOf = (requestId: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(".requests a")].find(
    (row) => row.getAttribute("href") === addressOf(requestId),
  );

/** The latest requests, live, and the details of one of them. */
export function Requests({ id }: { id: string | undefined }) {
  const live = useStore((state) => state.requests);
  const leftOut = useStore((state) => state.leftOut);
  const operations = useStore(({ known }) => known?.mock.operations) ?? [];
  const [frozen, freeze] = useState<readonly RequestSummary[]>();
  const [filters, setFilters] = useState(noFilters);
  const [limit, setLimit] = useState(maximumRows);
  const opened = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (id === undefined && opened.current !== undefined) rowOf(opened.current)?.focus();
    opened.current = id;
  }, [id]);

  const listed = frozen ?? live;
  const filtered = listed.filter((request) => matches(request, filters));
  const rows = filtered.slice(0, limit);
  const tenants = [...new Set(listed.flatMap(({ tenant }) => tenant ?? []))].sort();
  const missed = frozen ? live.filter(({ sequence }) => sequence > (frozen[0]?.sequence ?? 0)).length : 0;
  const set = (change: Partial<Filters>): void => setFilters({ ...filters, ...change });
  const isFiltered = Object.values(filters).some((value) => value !== "");

  return (
    <>
      <div class="title">
        <h1>Requests</h1>
        <p>
          {isFiltered
            ? `${filtered.length.toLocaleString("en")} of ${count(listed.length, "request")}`
            : count(listed.length, "request")}
          {leftOut > 0 && ` · ${leftOut.toLocaleString("en")} more arrived too fast to be listed`}
        </p>
        <div class="actions">
          <button type="button" aria-pressed={frozen !== undefined} onClick={() => freeze(frozen ? undefined : live)}>
            {frozen ? `Continue${missed > 0 ? ` (${missed} new)` : ""}` : "Pause"}
          </button>
          <Confirm
            label="Clear"
            question={`Clear ${count(listed.length, "request")}`}
            disabled={listed.length === 0}
            onConfirm={() => {
              freeze(undefined);
              void act("The journal was cleared.", clearRequests);
            }}
          />
        </div>
      </div>
      <div class="filters">
        <Select label="Status" value={filters.status} options={statuses} onChange={(status) => set({ status })} />
        <Select
          label="Operation"
          value={filters.operationId}
          options={operations}
          onChange={(operationId) => set({ operationId })}
        />
        {tenants.length > 1 && (
          <Select label="Tenant" value={filters.tenant} options={tenants} onChange={(tenant) => set({ tenant })} />
        )}
        <label class="grow">
          <span>Search</span>
          <input
            type="search"
            placeholder="Method, path, error or id"
            value={filters.text}
            onInput={({ currentTarget }) => set({ text: currentTarget.value })}
          />
        </label>
        {isFiltered && (
          <button type="button" onClick={() => setFilters(noFilters)}>
            Clear filters
          </button>
        )}
      </div>
      <div class={id === undefined ? "split" : "split opened"}>
        <div class="list">
          {rows.length > 0 && (
            <table class="rows requests">
              <thead>
                <tr>
                  <th>Time</th>
                  <th>Status</th>
                  <th>Request</th>
                  <th>Operation</th>
                  {tenants.length > 1 && <th>Tenant</th>}
                  <th>Token</th>
                  <th class="number">Duration</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((request) => (
                  <Row
                    key={request.sequence}
                    request={request}
                    isOpen={request.requestId === id}
                    hasTenants={tenants.length > 1}
                  />
                ))}
              </tbody>
            </table>
          )}
          {rows.length === 0 && (
            <p class="empty">
              {isFiltered ? "No requests match the filters." : "No requests yet. Send one, and it appears here."}
            </p>
          )}
          {filtered.length > limit && (
            <button type="button" class="link" onClick={() => setLimit(limit + maximumRows)}>
              Show {Math.min(maximumRows, filtered.length - limit)} more
            </button>
          )}
        </div>
        {id !== undefined && <RequestDetails id={id} key={id} />}
      </div>
    </>
  );
}
