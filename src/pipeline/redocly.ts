import { execFile } from "node:child_process";
import { createRequire } from "node:module";

/** The output and exit code of the Redocly CLI. */
export interface RedoclyRun {
  code: number;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  /** Working directory; by default the current one. */
  cwd?: string;
  signal?: AbortSignal | undefined;
  /** Whether the plugins are written in TypeScript, or import it. */
  loadsTypeScript?: boolean;
}

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

// A box that announces the end of support for a Node.js version.
const withoutNotice = (text: string): string => text.replace(/\n?(^.*[╔║╚].*\n)+\n?/gm, "");

/** Runs the Redocly CLI. Rejects only if `signal` aborts. */
export function redocly(
  args: string[],
  { cwd = ".", signal, loadsTypeScript = false }: RunOptions = {},
): Promise<RedoclyRun> {
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", REDOCLY_SUPPRESS_NOTIFICATIONS: "true" };
  const loader = loadsTypeScript ? ["--import", import.meta.resolve("tsx")] : [];
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [...loader, cli, ...args],
      { cwd, env, signal, maxBuffer: Infinity },
      (error, stdout, stderr) => {
        if (signal?.aborted) fail(signal.reason as Error);
        else done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr: withoutNotice(stderr) });
      },
    );
  });
}
