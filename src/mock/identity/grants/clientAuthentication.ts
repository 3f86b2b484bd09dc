import { decodeToken } from "../../tokens/accessToken.ts";
import { EntraError } from "../entraError.ts";
import type { ClientProof } from "./issueTokens.ts";
import type { Parameters } from "../parameters.ts";

export interface AuthenticatedClient {
  clientId: string;
  proof: ClientProof;
}

/** The audience of tokens from other identity providers, used by workload identity federation. */
const tokenExchange = "api://AzureADTokenExchange";

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname.toLowerCase() : "";
}

/** Checks the claims of an assertion; its signature can't be verified, since no certificate is registered here. */
function assertionError(assertion: string, clientId: string, tenant: string): EntraError | undefined {
  const claims = decodeToken(assertion)?.claims;
  if (!claims) return new EntraError("assertionMalformed");
  const { iss, sub, aud, exp } = claims;
  // Compared with the real time, by which the client has just created it; the mock's clock may have been advanced.
  if (typeof exp !== "number" || exp * 1000 <= Date.now()) return new EntraError("assertionExpired");
  const audiences = [aud ?? []].flat();
  if (audiences.includes(tokenExchange)) return undefined;
  const own = [`/${tenant}/oauth2/v2.0/token`, `/${tenant}/v2.0`, `/${tenant}/oauth2/token`].map((path) =>
    path.toLowerCase(),
  );
  if (!audiences.some((audience) => own.includes(pathOf(audience)))) return new EntraError("assertionAudience");
  return iss === clientId && sub === clientId ? undefined : new EntraError("assertionOfAnother");
}

function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(header ?? "") ?? [];
  const [, id, secret] = /^([^:]+):(.*)$/s.exec(Buffer.from(encoded ?? "", "base64").toString()) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/**
 * The client that requests a token. Any secret is accepted, but it must not be missing.
 *
 * @throws {EntraError} without a client id, or for an invalid assertion
 */
export function authenticateClient(
  parameters: Parameters,
  authorization: string | undefined,
  tenant: string,
): AuthenticatedClient {
  const basic = basicCredentials(authorization);
  const clientId = basic?.id ?? parameters.required("client_id");
  const assertion = parameters.optional("client_assertion");
  if (assertion !== undefined) {
    parameters.required("client_assertion_type");
    const error = assertionError(assertion, clientId, tenant);
    if (error) throw error;
    return { clientId, proof: "certificate" };
  }
  const secret = basic?.secret ?? parameters.optional("client_secret");
  return { clientId, proof: secret ? "secret" : "none" };
}
