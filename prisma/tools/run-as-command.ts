import { realpathSync } from "node:fs";
import { AppError } from "@/lib/platform/errors";

/** Runs `main` when `file` is the program that Node was started with; an expected failure is one sentence and exit code 1. */
export function runAsCommand(file: string, main: () => Promise<void>): void {
  const program = process.argv[1];
  if (program === undefined || realpathSync(program) !== file) return;
  main().catch((error: unknown) => {
    console.error(error instanceof AppError ? error.message : error);
    process.exitCode = 1;
  });
}
