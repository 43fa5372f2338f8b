import { readdirSync, readFileSync } from "node:fs";
import { processCommand } from "@/lib/platform/process-identity";

/** The ids of the living processes whose arguments contain `text` (Linux). */
export function findProcesses(text: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && processCommand(pid)?.includes(text));
}

/** The ids of the living processes that this one has started (Linux). */
export function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}
