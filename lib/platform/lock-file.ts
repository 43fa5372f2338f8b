import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { z } from "zod";
import { processIdentity } from "./process-identity";

const Holder = z.object({ pid: z.number().int().positive(), identity: z.string() });
type Holder = z.infer<typeof Holder>;

export type Lock = { release(): Promise<void> };

/**
 * Takes the lock that `file` stands for, or tells who holds it. A lock whose process has ended, or whose process id now
 * belongs to another process, is free.
 */
export async function acquireLock(file: string): Promise<Lock | { heldByPid: number }> {
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }), { mode: 0o644 });
  try {
    for (;;) {
      if (await tryLink(mine, file)) return { release: () => rm(file, { force: true }) };
      const text = await readFile(file, "utf8").catch(() => undefined);
      if (text === undefined) continue;
      const holder = parseHolder(text);
      if (holder && processIdentity(holder.pid) === holder.identity) return { heldByPid: holder.pid };
      await removeStale(file, text);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Another process may have replaced the stale lock since it was read: what was moved away is looked at again. */
async function removeStale(file: string, staleText: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, "utf8")) !== staleText) await tryLink(aside, file);
  await rm(aside, { force: true });
}
