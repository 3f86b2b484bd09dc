/** The tests that are about each folder, which is mutated by itself. They meet the sources, so none needs the package. */
export const suites = {
  service: { mutate: ["src/mock/service/**/*.ts"], include: ["test/mock/service/**/*.test.ts"] },
  control: { mutate: ["src/mock/control/**/*.ts"], include: ["test/mock/control/**/*.test.ts"] },
  blobStorage: { mutate: ["src/mock/blobStorage/**/*.ts"], include: ["test/mock/blobStorage/**/*.test.ts"] },
  http: { mutate: ["src/mock/http/**/*.ts"], include: ["test/mock/http/**/*.test.ts"] },
  client: { mutate: ["src/client/**/*.ts"], include: ["test/client/!(browser|msw|server|size|wholeFlow)*.test.ts"] },
};
