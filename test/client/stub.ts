import {
  createGraphEducationClient,
  type EducationSynchronizationProfile,
  type EducationSynchronizationProfileCreate,
  type GraphEducationClient,
  type GetTokenOptions,
} from "graph-education-sync";

export const BASE = "https://graph.microsoft.com/beta";
export const PROFILES = "/education/synchronizationProfiles";
export const PROFILE = "/education/synchronizationProfiles/{educationSynchronizationProfileId}";

export const profile = {
  id: "a730ff27-ff27-a730-27ff-30a727ff30a7",
  displayName: "Fall",
  state: "provisioned",
  dataProvider: { "@odata.type": "#microsoft.graph.educationCsvDataProvider", customizations: null },
  identitySynchronizationConfiguration: {
    "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration",
    userDomains: [{ appliesTo: "student", name: "school.example" }],
  },
  licensesToAssign: [],
  handleSpecialCharacterConstraint: false,
} satisfies EducationSynchronizationProfile;

export const newProfile: EducationSynchronizationProfileCreate = {
  displayName: profile.displayName,
  dataProvider: { "@odata.type": "#microsoft.graph.educationCsvDataProvider" },
  identitySynchronizationConfiguration: {
    "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration",
    userDomains: [{ appliesTo: "student", name: "school.example" }],
  },
  licensesToAssign: [],
  handleSpecialCharacterConstraint: false,
};

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}

/** A request as it was sent, with its body read. */
export interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

type Answer = Response | Error | ((request: Request) => Response | Promise<Response>);

/** A fetch that returns the answers in turn, then repeats the last one, and records each request. */
export function stubFetch(...answers: Answer[]): { fetch: (request: Request) => Promise<Response>; sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    async fetch(request) {
      const answer = answers[Math.min(sent.length, answers.length - 1)]!;
      sent.push({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: await request.clone().text(),
      });
      request.signal.throwIfAborted();
      if (answer instanceof Error) throw answer;
      return answer instanceof Response ? answer.clone() : answer(request);
    },
  };
}

/** A client with such a fetch and a token that stays valid. */
export function stubClient(
  answers: Answer[],
  options: GetTokenOptions = {},
): { client: GraphEducationClient; sent: Sent[] } {
  const { fetch, sent } = stubFetch(...answers);
  const getToken = () => ({ token: "secret", expiresOnTimestamp: Date.now() + 3_600_000 });
  return { client: createGraphEducationClient({ getToken, fetch, ...options }), sent };
}

/** Never answers; rejects when aborted, as fetch does. */
export function hang(request: Request): Promise<Response> {
  return new Promise((_, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a signal's reason may be any value
    const stop = () => reject(request.signal.reason);
    if (request.signal.aborted) stop();
    request.signal.addEventListener("abort", stop);
  });
}
