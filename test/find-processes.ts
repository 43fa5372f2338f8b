import { readdirSync } from "node:fs";
import { processCommand } from "@/lib/platform/process-identity";

/** The ids of the living processes whose arguments contain `text` (Linux). */
export function findProcesses(text: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && processCommand(pid)?.includes(text));
}
