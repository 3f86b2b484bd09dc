import {
  type AllowedHostsValidator,
  BaseBearerTokenAuthenticationProvider,
  createUntypedNodeFromDiscriminatorValue,
  HttpMethod,
  ParseNodeFactoryRegistry,
  RequestInformation,
  type UntypedNode,
} from "@microsoft/kiota-abstractions";
import { FetchRequestAdapter } from "@microsoft/kiota-http-fetchlibrary";
import { JsonParseNodeFactory } from "@microsoft/kiota-serialization-json";
import type { TokenCredential } from "@azure/identity";
import { scope } from "./credentials.ts";
import { evaluated } from "./clientTable.ts";

/** The parts of a client that Kiota generates: its adapter, its token provider, and an operation's template. */
export function kiotaClient(credential: TokenCredential) {
  const authentication = new BaseBearerTokenAuthenticationProvider({
    getAuthorizationToken: async () => (await credential.getToken(scope))?.token ?? "",
    getAllowedHostsValidator: () => evaluated<AllowedHostsValidator>("Kiota", "new"),
  });
  const registry = new ParseNodeFactoryRegistry();
  registry.contentTypeAssociatedFactories.set("application/json", new JsonParseNodeFactory());
  const adapter = new FetchRequestAdapter(authentication, registry);
  adapter.baseUrl = evaluated<string>("Kiota", "adapter.baseUrl");

  const requestOf = (method: HttpMethod, template: string, parameters: Record<string, unknown>): RequestInformation => {
    const baseurl = adapter.baseUrl;
    const request = new RequestInformation(method, `{+baseurl}${template}`, { baseurl, ...parameters });
    request.headers.tryAdd("Accept", "application/json");
    return request;
  };
  return {
    get: async (template: string, parameters: Record<string, unknown> = {}): Promise<unknown> => {
      const request = requestOf(HttpMethod.GET, template, parameters);
      return plain(await adapter.send(request, createUntypedNodeFromDiscriminatorValue, undefined));
    },
    post: async (template: string, parameters: Record<string, unknown> = {}): Promise<void> =>
      adapter.sendNoResponseContent(requestOf(HttpMethod.POST, template, parameters), undefined),
  };
}

function plain(untyped: UntypedNode | undefined): unknown {
  const value: unknown = untyped?.getValue();
  if (Array.isArray(value)) return value.map((each) => plain(each as UntypedNode));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part as UntypedNode)]));
}
