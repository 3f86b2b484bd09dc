import { assertType, describe, expectTypeOf, it } from "vitest";
import type {
  EducationCsvDataProviderInput,
  EducationOneRosterApiDataProvider,
  EducationPowerSchoolDataProvider,
  EducationSynchronizationDataProvider,
  EducationSynchronizationProfile,
  EducationSynchronizationProfileCreate,
  GraphEducationClient,
} from "graph-education-sync";

declare const client: GraphEducationClient;
declare const profile: EducationSynchronizationProfile;

const newProfile = {
  displayName: "Fabrikam Unified School District",
  dataProvider: { "@odata.type": "#microsoft.graph.educationCsvDataProvider" },
  identitySynchronizationConfiguration: {
    "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration",
    userDomains: [],
  },
  licensesToAssign: [],
  handleSpecialCharacterConstraint: true,
} satisfies EducationSynchronizationProfileCreate;

describe("a data provider", () => {
  it("narrows by its @odata.type", () => {
    const provider = profile.dataProvider;
    if (provider["@odata.type"] === "#microsoft.graph.educationPowerSchoolDataProvider") {
      expectTypeOf(provider).toExtend<EducationPowerSchoolDataProvider>();
      expectTypeOf(provider.schoolYear).toEqualTypeOf<string | null>();
    }
    if (provider["@odata.type"] === "#microsoft.graph.educationOneRosterApiDataProvider") {
      expectTypeOf(provider).toExtend<EducationOneRosterApiDataProvider>();
      if (
        provider.connectionSettings["@odata.type"] ===
        "#microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings"
      ) {
        expectTypeOf(provider.connectionSettings.tokenUrl).toEqualTypeOf<string>();
      }
    }
  });

  it("can be narrowed exhaustively", () => {
    const nameOf = (provider: EducationSynchronizationDataProvider): string => {
      switch (provider["@odata.type"]) {
        case "#microsoft.graph.educationCsvDataProvider":
        case "#microsoft.graph.educationPowerSchoolDataProvider":
        case "#microsoft.graph.educationOneRosterApiDataProvider":
        case "#microsoft.graph.educationSynchronizationDataProvider":
          return provider["@odata.type"];
        default:
          return provider satisfies never;
      }
    };
    assertType<(provider: EducationSynchronizationDataProvider) => string>(nameOf);
  });

  it("accepts its @odata.type with or without the leading #, and no other", () => {
    assertType<EducationCsvDataProviderInput>({ "@odata.type": "#microsoft.graph.educationCsvDataProvider" });
    assertType<EducationCsvDataProviderInput>({ "@odata.type": "microsoft.graph.educationCsvDataProvider" });
    assertType<EducationCsvDataProviderInput>({
      // @ts-expect-error the namespace of the API's first version
      "@odata.type": "#Microsoft.Education.DataSync.educationCsvDataProvider",
    });
  });

  it("never shows a client secret", () => {
    const provider = {} as EducationPowerSchoolDataProvider;
    // @ts-expect-error clientSecret is write-only
    assertType<unknown>(provider.clientSecret);
    const { connectionSettings } = {} as EducationOneRosterApiDataProvider;
    // @ts-expect-error clientSecret is write-only
    assertType<unknown>(connectionSettings.clientSecret);
  });
});

describe("a create", () => {
  it("accepts a whole profile and returns the service's", async () => {
    const { data, error } = await client.POST("/education/synchronizationProfiles", { body: newProfile });
    expectTypeOf(data).toEqualTypeOf<EducationSynchronizationProfile | undefined>();
    expectTypeOf(error?.error.innerError["request-id"]).toEqualTypeOf<string | undefined>();
  });

  it("requires each required property", () => {
    const { displayName: _, ...nameless } = newProfile;
    // @ts-expect-error displayName is missing
    assertType<EducationSynchronizationProfileCreate>(nameless);
    // @ts-expect-error displayName is missing
    void client.POST("/education/synchronizationProfiles", { body: nameless });
  });

  it("refuses a property that the contract doesn't document", () => {
    // @ts-expect-error it is called displayName
    assertType<EducationSynchronizationProfileCreate>({ ...newProfile, display_name: "Fabrikam" });
  });

  it("refuses an enum's sentinel", () => {
    assertType<EducationSynchronizationProfileCreate>({
      ...newProfile,
      // @ts-expect-error unknownFutureValue is read, never sent
      licensesToAssign: [{ appliesTo: "unknownFutureValue" }],
    });
  });
});
