import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/platform/errors";
import { processCommand, processIdentity } from "@/lib/platform/process-identity";
import { postmasterFile, readPostmasterFile } from "./postmaster-file";

const fastShutdownMsMax = 30_000;
const immediateShutdownMsMax = 5_000;

/**
 * Stops the server that a crashed run left behind on this data folder, and clears its file when only that is left.
 * The caller holds the folder's lock, so no living Callwright owns what is stopped here.
 * @throws AppError UNAVAILABLE when it does not end.
 */
export async function stopOrphan(dataFolder: string): Promise<"none" | "stopped"> {
  const orphan = readPostmasterFile(dataFolder);
  if (!orphan) return "none";
  const isServer = processCommand(orphan.pid)?.includes(dataFolder) ?? false;
  if (!isServer) {
    await rm(postmasterFile(dataFolder), { force: true });
    return "none";
  }
  const isGone =
    (await stop(orphan.pid, "SIGINT", fastShutdownMsMax)) ||
    (await stop(orphan.pid, "SIGQUIT", immediateShutdownMsMax));
  if (isGone) return "stopped";
  throw new AppError(
    "UNAVAILABLE",
    `A database server of an earlier run (process ${orphan.pid}) still uses ${dataFolder} and does not stop.`,
  );
}

async function stop(pid: number, signal: NodeJS.Signals, msMax: number): Promise<boolean> {
  const identity = processIdentity(pid);
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return true;
    throw new AppError(
      "UNAVAILABLE",
      `The database server of an earlier run (process ${pid}) belongs to another user: stop it first.`,
    );
  }
  for (const end = Date.now() + msMax; Date.now() < end; await sleep(25)) {
    if (processIdentity(pid) !== identity) return true;
  }
  return false;
}
