import { fork } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeExit } from "@/lib/platform/describe-exit";
import { childEnv } from "@/lib/platform/env";
import type { Running } from "./create-stack";
import { projectRoot } from "./project-root";

type Options = {
  /** Below the project's folder. */
  program: string;
  args?: readonly string[];
  execArgv?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** How long it may take to end when it is asked to; then it is killed. */
  stopMsMax: number;
};

/** Output from longer before the end does not explain it. */
const lastWordsMsMax = 5_000;

/**
 * Runs one of our programs in a process group of its own, so that Ctrl-C reaches it through the supervisor alone. It ends on its own
 * when the channel to this process closes.
 */
export function runChild({ program, args = [], execArgv = [], env = {}, stopMsMax }: Options): Required<Running> {
  const child = fork(path.join(projectRoot, program), args, {
    cwd: projectRoot,
    detached: true,
    execArgv: [...execArgv],
    env: childEnv(env),
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  let said = "";
  let saidMs = 0;
  child.stderr?.on("data", (chunk: Buffer) => {
    process.stderr.write(chunk);
    const line = chunk.toString().trim().split("\n").at(-1)?.trim();
    if (line) [said, saidMs] = [line, Date.now()];
  });
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`with an error: ${error.message}`));
    // Its last words may come after its end.
    child.once("close", (code, signal) => {
      const words = Date.now() - saidMs < lastWordsMsMax ? ` (${said.slice(0, 300).replace(/\.$/, "")})` : "";
      resolve(`${describeExit(code, signal)}${words}`);
    });
  });
  return {
    exited,
    async stop() {
      child.kill("SIGTERM");
      const isLate = await Promise.race([exited.then(() => false), sleep(stopMsMax, true, { ref: false })]);
      if (isLate) child.kill("SIGKILL");
      await exited;
    },
  };
}
