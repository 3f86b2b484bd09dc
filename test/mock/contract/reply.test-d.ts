import { expectTypeOf, test } from "vitest";
import type { operations as documented } from "../../../generated/openapi.ts";
import type { OperationId, Reply } from "../../../src/mock/contract/reply.ts";
import type { ProfileOperations } from "../../../src/mock/schoolDataSync/operations/operations.ts";
import type { Operations, runOperation } from "../../../src/mock/schoolDataSync/operations/runOperation.ts";

declare function answer<Id extends OperationId>(operationId: Id, reply: Reply<Id>): void;
declare function implement(onProfiles: ProfileOperations, all: Operations): void;
declare const onProfiles: ProfileOperations;
declare const all: Operations;
const context = { "@odata.context": "https://graph.microsoft.com/beta/$metadata#String" };

test("a reply has a status that the contract documents for its operation", () => {
  answer("pauseSynchronizationProfile", { status: 200 });
  answer("pauseSynchronizationProfile", { status: 409, example: "nothingToPause" });
  // @ts-expect-error pausing creates nothing
  answer("pauseSynchronizationProfile", { status: 201 });
  // @ts-expect-error nothing conflicts with a read
  answer("getSynchronizationProfile", { status: 409, example: "profileBeingDeleted" });
});

test("a reply has the body that the contract documents for its status", () => {
  answer("getSynchronizationProfileUploadUrl", { status: 200, body: { ...context, value: "https://x" } });
  // @ts-expect-error the property is misspelt
  answer("getSynchronizationProfileUploadUrl", { status: 200, body: { ...context, url: "https://x" } });
  // @ts-expect-error the contract has no such property
  answer("getSynchronizationProfileUploadUrl", { status: 200, body: { ...context, value: "https://x", hours: 1 } });
  // @ts-expect-error the body is missing
  answer("getSynchronizationProfileUploadUrl", { status: 200 });
  // @ts-expect-error the contract documents no body
  answer("resumeSynchronizationProfile", { status: 200, body: {} });
});

test("each operation of the contract is implemented with its own replies", () => {
  expectTypeOf<keyof Operations>().toEqualTypeOf<keyof documented>();
  expectTypeOf<Awaited<ReturnType<typeof runOperation<"pauseSynchronizationProfile">>>>().toEqualTypeOf<
    Reply<"pauseSynchronizationProfile">
  >();
  implement(onProfiles, all);
  const { resetSynchronizationProfile: _, ...otherProfileOperations } = onProfiles;
  // @ts-expect-error an operation on a profile is missing
  implement(otherProfileOperations, all);
  const { createSynchronizationProfile: __, ...otherOperations } = all;
  // @ts-expect-error an operation on the collection is missing
  implement(onProfiles, otherOperations);
  // @ts-expect-error one operation answers as another does
  implement(onProfiles, { ...all, getSynchronizationProfileStatus: all.getSynchronizationProfile });
});
