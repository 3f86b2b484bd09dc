import type { TryOperation } from "../samples/tryOperation.ts";
import { embedded } from "./embedded.ts";
import { servedFrom } from "../../servedFrom.ts";
import { isServedByMock } from "./server.ts";
import { entryOf, make, operationItems, toolsOf } from "./page.ts";

const field = (label: string, control: HTMLElement): HTMLElement => make("label", {}, make("span", {}, label), control);

const howToStart =
  "This page can't send requests, because it is not served by a mock. Start one with “npx graph-education-sync mock”, and open http://127.0.0.1:4010.";

interface Form {
  form: HTMLFormElement;
  request: () => { address: string; init: RequestInit };
}

function buildForm({ method, path, parameters, bodies, preferences }: TryOperation): Form {
  const inputs = parameters.map((parameter) => ({ ...parameter, input: make("input", { value: parameter.value }) }));
  const token = make("input", { value: "any-token" });
  const prefer = make(
    "select",
    {},
    make("option", { value: "" }, "The mock's default"),
    ...preferences.map((value) => make("option", { value }, value)),
  );
  const text = make("textarea", { rows: "14", spellcheck: "false" }, bodies[0]?.text ?? "");
  const example = make(
    "select",
    {},
    ...bodies.map(({ summary }, at) => make("option", { value: String(at) }, summary)),
  );
  example.addEventListener("change", () => (text.value = bodies[Number(example.value)]?.text ?? ""));
  const form = make(
    "form",
    {},
    ...inputs.map(({ name, input }) => field(name, input)),
    field("Bearer token", token),
    field("Response", prefer),
    ...(bodies.length > 1 ? [field("Example", example)] : []),
    ...(bodies.length > 0 ? [field("Body", text)] : []),
    make("button", {}, `Send ${method}`),
  );

  const request = (): { address: string; init: RequestInit } => {
    const headers = new Headers();
    const query = new URLSearchParams();
    let address = path;
    for (const { name, in: place, input } of inputs) {
      if (place === "path") address = address.replace(`{${name}}`, encodeURIComponent(input.value));
      else if (input.value !== "" && place === "query") query.set(name, input.value);
      else if (input.value !== "") headers.set(name, input.value);
    }
    if (token.value !== "") headers.set("Authorization", `Bearer ${token.value}`);
    if (prefer.value !== "") headers.set("Prefer", prefer.value);
    if (bodies.length > 0) headers.set("Content-Type", "application/json");
    const options = query.size > 0 ? `?${query}` : "";
    return {
      address: address + options,
      init: { method, headers, ...(bodies.length > 0 ? { body: text.value } : {}) },
    };
  };
  return { form, request };
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

interface Answer {
  summary: string;
  body: string;
  headers: string;
}

async function answerTo({ address, init }: ReturnType<Form["request"]>): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(servedFrom + address, init);
  const text = await response.text();
  return {
    summary: `${response.status} ${response.statusText} in ${Math.round(performance.now() - start)} ms`,
    body: indented(text),
    headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n"),
  };
}

/** Renders an answer, with its headers collapsed. */
function answerParts({ summary, body, headers }: Answer): HTMLElement[] {
  return [
    make("p", {}, summary),
    ...(body === ""
      ? []
      : [make("pre", { tabindex: "0", role: "region", "aria-label": "Body of the response" }, body)]),
    ...(headers === "" ? [] : [make("details", {}, make("summary", {}, "Headers"), make("pre", {}, headers))]),
  ];
}

async function fill(panel: HTMLElement, operation: TryOperation): Promise<void> {
  if (!(await isServedByMock())) {
    panel.append(make("p", {}, howToStart));
    return;
  }
  const output = make("div", { class: "answer", "aria-live": "polite" });
  const { form, request } = buildForm(operation);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answerTo(request())
      .catch((error: Error) => ({ summary: `No answer: ${error.message}`, body: "", headers: "" }))
      .then((answer) => output.replaceChildren(...answerParts(answer)));
  });
  panel.append(form, output);
}

/** Adds a form to each operation that sends it to the mock that serves this page, and to no other server. */
export function offerForms(): void {
  for (const item of operationItems()) {
    const tools = toolsOf(item);
    if (!tools || tools.querySelector(".try")) continue;
    const panel = make("details", { class: "try" }, make("summary", {}, "Try it"));
    const open = async (): Promise<void> => {
      const operations = JSON.parse(await embedded("operations.json")) as Record<string, TryOperation>;
      const operation = entryOf(item, operations);
      if (operation) await fill(panel, operation);
    };
    panel.addEventListener("toggle", () => void open(), { once: true });
    tools.append(panel);
  }
}
