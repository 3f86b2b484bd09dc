import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** What each folder of the mock may import of the others; everything else is above it. */
const below = {
  contract: [],
  store: ["blobStorage/csv"],
  blobStorage: [],
  service: ["contract/document", "contract/reply", "store", "blobStorage/uploadedFiles", "blobStorage/csv"],
  http: ["contract", "service", "store/jsonText"],
  identity: ["contract", "http", "service"],
  control: ["contract/document", "contract/errorDetails", "http", "identity", "service", "store", "blobStorage/csv"],
};

/** One rule per folder of the mock. */
export const layers = Object.entries(below).map(layer);

function layer([folder, allowed]) {
  const upward = Object.keys(below).filter((other) => other !== folder);
  const group = [
    ...upward.map((other) => `**/${other}/**`),
    ...allowed.flatMap((name) => [`!**/${name}`, `!**/${name}.ts`, `!**/${name}/**`]),
  ];
  const message = `src/mock/${folder} imports only from ${["itself", ...allowed].join(", ")}. Move the code down, or pass it in from createMock.`;
  return {
    files: [`src/mock/${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group, message },
            {
              group: ["**/createMock.ts", "**/mock/index.ts", "**/cli/**"],
              message: `src/mock/${folder} stands below what wires it.`,
            },
          ],
        },
      ],
    },
  };
}

export default defineConfig(
  globalIgnores(["dist", "coverage", "generated", ".stryker-tmp", ".bench", "test/rules/fixtures"]),
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: "tsconfig.json" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-unused-expressions": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      // A function may promise now what it'll have to wait for elsewhere.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      // An interface keeps its name in a compiler's messages.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "no-cond-assign": ["error", "always"],
    },
  },
  {
    // Tests look into documents and answers of any shape.
    files: ["test/**/*.ts"],
    rules: Object.fromEntries(
      ["argument", "assignment", "call", "member-access", "return"].map((use) => [
        `@typescript-eslint/no-unsafe-${use}`,
        "off",
      ]),
    ),
  },
  ...layers,
);
