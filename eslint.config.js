import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const mock = "src/mock";

/** The folders that each folder of the mock may import from. Services never import each other; only createMock knows all. */
const below = {
  http: [],
  store: [],
  contract: ["http"],
  tokens: ["contract"],
  schoolDataSync: ["contract", "store"],
  scenario: ["contract", "http", "schoolDataSync", "store"],
  journal: ["contract", "http", "scenario", "tokens"],
  blobStorage: ["http"],
  identity: ["contract", "http", "schoolDataSync", "tokens"],
  graph: ["contract", "http", "schoolDataSync", "tokens"],
  control: ["contract", "http", "journal", "scenario", "schoolDataSync", "store", "tokens"],
  pages: ["contract", "http"],
};

/** One rule per folder of the mock. */
export const layers = Object.entries(below).map(layer);

function layer([folder, allowed]) {
  const others = Object.keys(below).filter((other) => other !== folder && !allowed.includes(other));
  const group = others.flatMap((other) => [`**/${other}/**`, `!./**/${other}/**`]);
  const message = `${mock}/${folder} imports only from ${["itself", ...allowed].join(", ")}. Move the code down, or pass it in from createMock.`;
  return {
    files: [`${mock}/${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group, message },
            {
              group: ["**/createMock.ts", "**/mock/index.ts", "**/cli/**"],
              message: `${mock}/${folder} must not import the code that wires it.`,
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
      // A function may implement an asynchronous interface without waiting for anything.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      // Compiler messages show an interface by its name.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "no-cond-assign": ["error", "always"],
    },
  },
  {
    // Tests inspect documents and answers of any shape.
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
