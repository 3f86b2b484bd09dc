/** How to fix an error, and whether to retry the request. */
export interface ErrorAdvice {
  fix: string;
  retry: string;
}

const never = "No";

/** For each error of the contract, by the name of its example. */
export const errorAdvice: Record<string, ErrorAdvice> = {
  applicationToken: { fix: "Call on behalf of a signed-in user.", retry: never },
  bodyTooLarge: { fix: "Send a smaller body.", retry: never },
  conditionalAccess: {
    fix: "Request a token with the claims of the challenge in `WWW-Authenticate`.",
    retry: "With the new token",
  },
  contentTypeNotJson: { fix: "Send `Content-Type: application/json`.", retry: never },
  emptyUpdate: { fix: "Name at least one property to change.", retry: never },
  filterNotSupported: { fix: "Compare one of the documented properties with `eq` or `ne`.", retry: never },
  internalError: {
    fix: "Log the `request-id`. Before you repeat a create, check whether it succeeded.",
    retry: "With backoff",
  },
  invalidFiles: {
    fix: "[Correct](#messages-about-files) the files that the messages name, and upload them again.",
    retry: "After that",
  },
  invalidRequest: { fix: "Correct what `message`, `target` and `details` name.", retry: never },
  malformedJson: { fix: "Serialize the body with a JSON library.", retry: never },
  missingFiles: {
    fix: "Upload the files that the messages name; [other messages](#messages-about-files) name other causes.",
    retry: "After that",
  },
  missingProperty: { fix: "Add the property that `target` names.", retry: never },
  notACsvProfile: { fix: "Neither upload nor start: the profile syncs by itself.", retry: never },
  nothingToPause: { fix: "Read the status; pause only a running sync.", retry: never },
  nothingToResume: { fix: "Read the status; resume only `paused` or `validationError`.", retry: never },
  pageTooLarge: { fix: "Request up to 999 items, and follow `@odata.nextLink`.", retry: never },
  personalAccount: { fix: "Sign in with a work or school account.", retry: never },
  placeholderValues: { fix: "Replace the documentation's placeholders with values.", retry: never },
  profileBeingDeleted: { fix: "Create a new profile.", retry: never },
  profileExpired: { fix: "Update the profile with a later `expirationDate`.", retry: "After that" },
  profileNotFound: { fix: "Check the id. After a delete, this is the expected end.", retry: never },
  profileNotProvisioned: { fix: "Poll the profile until it is `provisioned`.", retry: "After that" },
  roleMissing: {
    fix: "Have an administrator grant the application one of the permissions.",
    retry: "With a new token",
  },
  scopeMissing: { fix: "Request one of the scopes; an administrator has to consent.", retry: "With a new token" },
  serviceUnavailable: { fix: "Wait as long as `Retry-After` says.", retry: "After `Retry-After`" },
  submissionInProgress: { fix: "Poll the status until the sync has ended.", retry: "After that" },
  synchronizationInProgress: { fix: "Poll the status until the sync has ended.", retry: "After that" },
  tokenExpired: { fix: "Get a new token.", retry: "With the new token" },
  tokenMissing: { fix: "Send `Authorization: Bearer {token}`.", retry: "With a token" },
  tooManyRequests: { fix: "Wait as long as `Retry-After` says.", retry: "After `Retry-After`" },
  unknownODataType: { fix: "Use a type name that the contract lists.", retry: never },
};
