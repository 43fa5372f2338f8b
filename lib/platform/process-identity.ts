import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * What tells a living process from a later one that was given the same id, or undefined when no such process lives.
 * Linux keeps the start time in `/proc`; elsewhere `ps` has it.
 */
export function processIdentity(pid: number): string | undefined {
  if (!existsSync("/proc/self/stat")) return ps(pid, "lstart=");
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The command's name in the second field may itself contain spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isZombie = fields[0] === "Z";
  return isZombie ? undefined : `${readProc("/proc/sys/kernel/random/boot_id")?.trim()}:${fields[19]}`;
}

/** The arguments of a running process, or undefined. */
export function processCommand(pid: number): string | undefined {
  if (!existsSync("/proc/self/stat")) return ps(pid, "command=");
  // A zombie process has no arguments any more.
  return readProc(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ") || undefined;
}

function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  const { status, stdout } = spawnSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
