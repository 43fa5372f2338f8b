import { readdirSync, readlinkSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { processCommand } from "@/lib/platform/process-identity";

const politeMsMax = 5_000;
const msMax = 8_000;

/**
 * Ends the backends that a killed server has left in its data folder: a busy backend does not notice that its server is gone, and as long
 * as it lives no other server may start. The caller holds the folder's lock and runs no server. On Linux alone; elsewhere a new server
 * refuses to start until the last of them has ended.
 */
export async function endBackends(dataFolder: string): Promise<void> {
  const startedMs = Date.now();
  for (let left = processesIn(dataFolder); left.length > 0; left = processesIn(dataFolder)) {
    const waitedMs = Date.now() - startedMs;
    if (waitedMs > msMax) return;
    for (const pid of left) signal(pid, waitedMs < politeMsMax ? "SIGQUIT" : "SIGKILL");
    await sleep(50);
  }
}

/** Every process of a server works in its data folder, and names itself after its server. */
function processesIn(dataFolder: string): number[] {
  try {
    const folder = realpathSync(dataFolder);
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0 && workingFolder(pid) === folder && processCommand(pid)?.startsWith("postgres:"));
  } catch {
    return [];
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
