import { expect, it } from "vitest";
import { contractExample } from "../../../src/mock/contract/document.ts";
import { jsonText } from "../../../src/mock/jsonText.ts";
import { parseRecord, type ProfileRecord, recordText } from "../../../src/mock/store/profileRecord.ts";

const record = (displayName: string): ProfileRecord => ({
  profile: { ...contractExample<ProfileRecord["profile"]>("csvNewAccounts.createResponse"), displayName },
  state: { since: 1 },
  sync: { stage: "idle", since: 1, resumed: false, lastSynchronization: null, lastActivity: null },
  errors: [],
});

it.each(["Contoso", "two\nlines\r\n", "a \u2028 separator", '"quoted" \\n', "Ä 😀"])(
  "a record keeps a profile named %j",
  (name) => {
    const read = parseRecord(recordText(record(name)));
    expect(read).toEqual(record(name));
    expect(jsonText(read.profile)).toBe(JSON.stringify(read.profile));
  },
);

it("the text of a profile is made once for the store and the answers", () => {
  const { profile } = record("Contoso");
  const text = jsonText(profile);
  Object.assign(profile, { displayName: "changed in place, which nobody does" });
  expect(jsonText(profile)).toBe(text);
});
