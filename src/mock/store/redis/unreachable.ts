import { once } from "node:events";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { RedisAddress } from "./redisUrl.ts";

const timeoutInMs = 1500;

const untrusted = new Set([
  "CERT_SIGNATURE_FAILURE",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

type ConnectionError = NodeJS.ErrnoException & { host?: string; cert?: { subjectaltname?: string } };

/** Why a connection failed, and how to fix it if the certificate is the reason. */
export function connectionReason({ name, message, code = "", host, cert }: ConnectionError): string {
  const reason = (message || code).replace(/\.$/, "");
  if (untrusted.has(code))
    return `its certificate is not trusted (${reason}); set NODE_EXTRA_CA_CERTS to the file of the authority that signed it`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `its certificate is not for ${host ?? "this host"} but for ${cert?.subjectaltname ?? "no host"}`;
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return "it does not answer with TLS; use redis instead of rediss";
  return name === "AbortError" ? "it did not answer in time" : reason;
}

/** Why no server can be reached, which clients of Sentinels and clusters don't report; `undefined` if one can. */
export async function whyUnreachable({ hosts, isEncrypted }: RedisAddress): Promise<string | undefined> {
  let reason: string | undefined;
  for (const { host, port } of hosts) {
    const socket = isEncrypted ? connectTls({ host, port }) : connect(port, host);
    try {
      await once(socket, isEncrypted ? "secureConnect" : "connect", { signal: AbortSignal.timeout(timeoutInMs) });
      return undefined;
    } catch (error) {
      reason ??= connectionReason(error as ConnectionError);
    } finally {
      socket.on("error", () => {}).destroy();
    }
  }
  return reason;
}
