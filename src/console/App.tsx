import { useEffect, useRef } from "preact/hooks";
import { Notice } from "./parts/Notice.tsx";
import { ScenarioBar } from "./parts/ScenarioBar.tsx";
import { TokenPrompt } from "./parts/TokenPrompt.tsx";
import { useRoute } from "./live.ts";
import { selectTenant, type State, useStore } from "./store.ts";
import { Overview } from "./views/Overview.tsx";
import { Profile } from "./views/Profile.tsx";
import { Profiles } from "./views/Profiles.tsx";
import { Requests } from "./views/Requests.tsx";
import { ScenarioView } from "./views/ScenarioView.tsx";

const views = [
  ["overview", "Overview"],
  ["profiles", "Profiles"],
  ["requests", "Requests"],
  ["scenario", "Scenario"],
] as const;

const connections: Record<State["connection"], string> = {
  connecting: "Connecting",
  open: "Live",
  lost: "Mock not reachable",
  denied: "Token required",
};

function View({ name, id }: { name: string; id: string | undefined }) {
  if (name === "profiles") return id === undefined ? <Profiles /> : <Profile id={id} key={id} />;
  if (name === "requests") return <Requests id={id} />;
  return name === "scenario" ? <ScenarioView /> : <Overview />;
}

function TenantChoice() {
  const mock = useStore(({ known }) => known?.mock);
  if (!mock || mock.tenants.length < 2) return null;
  return (
    <label class="tenant">
      Tenant{" "}
      <select value={mock.tenant} onChange={({ currentTarget }) => void selectTenant(currentTarget.value)}>
        {mock.tenants.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

export function App() {
  const [name = "", id] = useRoute();
  const current = views.find(([view]) => view === name)?.[0] ?? "overview";
  const connection = useStore((state) => state.connection);
  const hasAnswered = useStore((state) => state.hasAnswered);
  const main = useRef<HTMLElement>(null);
  const previous = useRef<string | undefined>(undefined);
  useEffect(() => {
    document.title = `${views.find(([view]) => view === current)?.[1] ?? ""} · Graph education sync mock`;
    // The details of a request focus themselves, and return the focus to their row.
    const focusesItself = current === "requests" && (id !== undefined || previous.current === "requests");
    // Screen readers continue at the beginning of the new view.
    if (previous.current !== undefined && !focusesItself) main.current?.focus({ preventScroll: true });
    previous.current = current;
  }, [current, id]);

  return (
    <>
      <header>
        <a class="skip" href={`#/${current}`} onClick={() => main.current?.focus()}>
          Skip to content
        </a>
        <a class="brand" href="#/overview">
          <span class="mark" aria-hidden="true" />
          <span>
            Education sync <b>mock</b>
          </span>
        </a>
        <nav aria-label="Views">
          {views.map(([view, title]) => (
            <a key={view} href={`#/${view}`} aria-current={view === current ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <div class="status">
          <TenantChoice />
          <span class={`connection ${connection}`} role="status">
            {connections[connection]}
          </span>
        </div>
      </header>
      <ScenarioBar />
      <main ref={main} tabIndex={-1}>
        {connection === "denied" ? <TokenPrompt /> : hasAnswered && <View name={current} id={id} />}
      </main>
      <Notice />
    </>
  );
}
