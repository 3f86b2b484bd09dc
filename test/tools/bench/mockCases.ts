import { operation } from "../../contract/bundle.ts";
import type { Scenario, Sent } from "./load.ts";

const profiles = "/education/synchronizationProfiles";
const documented = operation("createSynchronizationProfile").requestBody?.examples["csvNewAccounts"]?.value as object;

const create = (index: number): Sent => ({
  method: "POST",
  path: profiles,
  body: { ...documented, displayName: `Contoso ${index}` },
  expected: 201,
});
const get = (path: string): Sent => ({ method: "GET", path, expected: 200 });
const list = (top: number): Scenario => {
  const sent = get(`${profiles}?$top=${top}&$count=true`);
  return () => [() => sent];
};
const at = (ids: string[], index: number): string => `${profiles}/${ids[index % ids.length]}`;

export interface Case {
  title: string;
  /** Profiles that a stateful server starts with. */
  profiles?: number;
  /** Only servers that remember profiles differ here from another case. */
  isStateful?: true;
  /** @param ids of the profiles, or as many made-up ones if the server remembers nothing */
  scenario: (ids: string[]) => Scenario;
}

export const createProfile: Scenario = (index) => [() => create(index)];

/** @param requests that are sent in total, for a case in which each needs its own profile */
export const cases = (requests: number): Case[] => [
  { title: "create", scenario: () => createProfile },
  { title: "get of a known id", profiles: 20, scenario: (ids) => (index) => [() => get(at(ids, index))] },
  { title: "get of a new id", profiles: requests, scenario: (ids) => (index) => [() => get(at(ids, index))] },
  { title: "list of 2", profiles: 10, scenario: () => list(2) },
  { title: "list of 100", profiles: 100, scenario: () => list(100) },
  { title: "list of 2 of 1,500", profiles: 1500, isStateful: true, scenario: () => list(2) },
  { title: "list of 2 of 10,000", profiles: 10_000, isStateful: true, scenario: () => list(2) },
  {
    title: "invalid create",
    scenario: () => (index) => [
      () => ({
        ...create(index),
        body: { ...documented, displayName: index, dataProvider: { "@odata.type": "unheard" } },
        expected: 400,
      }),
    ],
  },
  {
    title: "a test's life",
    scenario: () => (index) => [
      () => create(index),
      ...[1, 2, 3].map(() => (location: string) => get(location)),
      (location) => ({ method: "DELETE", path: location, expected: 202 }),
    ],
  },
];
