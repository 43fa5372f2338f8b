import { readFileSync } from "node:fs";
import path from "node:path";

/** The `postmaster.pid` of a running server; `isReady` once it accepts connections. */
export type Postmaster = { pid: number; isReady: boolean };

/** The content of `postmaster.pid`, or undefined when there is none. */
export function readPostmasterFile(dataFolder: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(postmasterFile(dataFolder), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, isReady: lines[7]?.trim() === "ready" } : undefined;
}

export function postmasterFile(dataFolder: string): string {
  return path.join(dataFolder, "postmaster.pid");
}
