import { randomUUID } from "node:crypto";
import { link, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { processIdentity } from "./process-identity";

const Holder = z.object({ pid: z.number().int().positive(), identity: z.string() });

export type Lock = { release(): Promise<void> };

/**
 * Takes the lock of `file`, or reports its holder. A lock whose process has ended, or whose process id now belongs to another process, is
 * free.
 *
 * The lock is the file `<file>.<number>`. A dead holder's file is never replaced, because two processes could do that at once: its
 * successor creates the next number, which only one process can do, and then removes earlier ones.
 */
export async function acquireLock(file: string): Promise<Lock | { heldByPid: number }> {
  const mine = `${file}.new-${randomUUID()}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }), { mode: 0o644 });
  try {
    for (;;) {
      const before = await readLocks(file);
      const holder = livingHolder(before);
      if (holder) return { heldByPid: holder };

      const taken = `${file}.${Math.max(0, ...before.map(({ number }) => number)) + 1}`;
      if (!(await tryLink(mine, taken))) continue;
      return (await settle(file, taken)) ?? { release: () => rm(taken, { force: true }) };
    }
  } finally {
    await rm(mine, { force: true });
  }
}

type Found = { name: string; number: number; holderPid: number | undefined };

async function readLocks(file: string): Promise<Found[]> {
  const folder = path.dirname(file);
  const prefix = `${path.basename(file)}.`;
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)),
  );
  return Promise.all(
    names.map(async (name) => ({
      name: path.join(folder, name),
      number: Number(name.slice(prefix.length)),
      holderPid: parseHolder(await readFile(path.join(folder, name), "utf8").catch(() => "")),
    })),
  );
}

function livingHolder(locks: readonly Found[]): number | undefined {
  return locks.find(({ holderPid }) => holderPid !== undefined)?.holderPid;
}

/** A delayed process may have taken an earlier number while another holds a later one: it gives up. */
async function settle(file: string, taken: string): Promise<{ heldByPid: number } | undefined> {
  const others = (await readLocks(file)).filter(({ name }) => name !== taken);
  const holder = livingHolder(others);
  if (holder) {
    await rm(taken, { force: true });
    return { heldByPid: holder };
  }
  for (const { name } of others) await rm(name, { force: true });
  return undefined;
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

/** The holder's process id while that very process lives. */
function parseHolder(text: string): number | undefined {
  try {
    const { pid, identity } = Holder.parse(JSON.parse(text));
    return processIdentity(pid) === identity ? pid : undefined;
  } catch {
    return undefined;
  }
}
