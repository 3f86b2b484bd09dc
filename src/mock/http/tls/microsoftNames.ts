import { CertificateError } from "./certificateError.ts";

const domains = [
  "azure.com",
  "azure.net",
  "chinacloudapi.cn",
  "live.com",
  "microsoft.com",
  "microsoft.us",
  "microsoftazuread-sso.com",
  "microsoftonline-p.com",
  "microsoftonline.cn",
  "microsoftonline.com",
  "microsoftonline.de",
  "microsoftonline.us",
  "msauth.net",
  "msftauth.net",
  "office.com",
  "office.net",
  "office365.com",
  "onmicrosoft.com",
  "outlook.com",
  "sharepoint.com",
  "windows.net",
];

const isMicrosofts = (name: string): boolean => {
  const lower = name.toLowerCase().replace(/\.$/, "");
  return domains.some((domain) => lower === domain || lower.endsWith(`.${domain}`));
};

/**
 * An authority that a machine trusts must not be able to impersonate the services that its user signs in to.
 *
 * @throws {CertificateError} if one of the names belongs to Microsoft
 */
export function assertNotMicrosofts(names: readonly string[]): void {
  const name = names.find(isMicrosofts);
  if (name === undefined) return;
  throw new CertificateError(
    `No certificate is issued for ${name.slice(0, 253)}: the name belongs to Microsoft. Listen on one of your ` +
      "own addresses, or use your own certificate and key.",
  );
}
