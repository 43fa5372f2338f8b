import { readdirSync, readFileSync } from "node:fs";
import { processCommand } from "@/lib/platform/process-identity";

/**
 * The ids of the living processes whose arguments contain `text` (Linux). A process that one of them has just forked
 * counts as that one: it carries the same arguments until it gives itself a title, as PostgreSQL's do at every start.
 */
export function findProcesses(text: string): number[] {
  const found = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && processCommand(pid)?.includes(text));
  return found.filter((pid) => !found.includes(parentOf(pid) ?? 0));
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
