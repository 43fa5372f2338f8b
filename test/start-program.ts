import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.join(import.meta.dirname, "..");

type Options = { env?: Record<string, string>; uid?: number };

export type Program = {
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves to the output once it matches; rejects when the program ends before that. */
  prints(pattern: RegExp, msMax?: number): Promise<string>;
  /** Resolves to the exit code, or the signal's name. */
  ends(): Promise<number | NodeJS.Signals>;
};

/** Runs one of the project's TypeScript programs as a process of its own. */
export function startProgram(file: string, args: readonly string[] = [], options: Options = {}): Program {
  return run(file, process.execPath, ["--import", "tsx", file, ...args], options);
}

/** Runs one of package.json's scripts as people do. It ends once everything that npm started has. */
export function startScript(name: string, options: Options = {}): Program {
  return run(`npm run ${name}`, "npm", ["run", name], options);
}

function run(name: string, command: string, args: readonly string[], { env = {}, uid }: Options): Program {
  const ids = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(command, args, {
    ...ids,
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", VITEST: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const exited = once(child, "close");
  return {
    child,
    output: () => output,
    ends: () => exited.then(([code, signal]) => code ?? signal),
    async prints(pattern, msMax = 60_000) {
      for (const end = Date.now() + msMax; !pattern.test(output); await sleep(20)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended early: ${output}`);
        if (Date.now() > end) throw new Error(`${name} did not print ${pattern}: ${output}`);
      }
      return output;
    },
  };
}
