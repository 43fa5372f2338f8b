import { parseArgs } from "node:util";
import type pg from "pg";
import { z } from "zod";
import { openKysely } from "@/lib/db/open-kysely";
import { AppError } from "@/lib/platform/errors";
import { runAsCommand } from "@/prisma/tools/run-as-command";
import { asOwner } from "./command/as-owner";

const Fault = z.object({ entry_number: z.coerce.number(), fault: z.string() });
type Fault = z.infer<typeof Fault>;
type Head = { entry_number: number; entry_hash: string };

runAsCommand(import.meta.filename, async () => {
  const expected = parse(process.argv.slice(2));
  await asOwner(async (owner) => {
    const faults = [...(await findFaults(owner)), ...(expected ? await compare(owner, expected) : [])];
    if (faults.length > 0) {
      const list = faults.map((fault) => `  entry ${fault.entry_number}: ${fault.fault}`).join("\n");
      throw new AppError("CONFLICT", `The audit log was tampered with:\n${list}`);
    }
    const { entry_number, entry_hash } = await openKysely(owner)
      .selectFrom("audit_chain_head")
      .select(["entry_number", "entry_hash"])
      .executeTakeFirstOrThrow();
    console.log(`The audit log is whole. Its newest entry is ${entry_number}:${entry_hash}`);
    console.log("Keep that elsewhere: --expect with it proves later that nobody has rewritten the log up to there.");
  });
});

function parse(args: readonly string[]): Head | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { expect: { type: "string" } } });
    if (values.expect === undefined) return undefined;
    const [, entry_number, entry_hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.expect) ?? [];
    if (entry_number !== undefined && entry_hash !== undefined)
      return { entry_number: Number(entry_number), entry_hash };
  } catch {
    // Said below, with the usage.
  }
  throw new AppError(
    "BAD_REQUEST",
    "The arguments were not understood. Usage: npm run audit:verify [-- --expect <number>:<hash>]",
  );
}

async function findFaults(owner: pg.Client): Promise<Fault[]> {
  return z.array(Fault).parse((await owner.query("SELECT * FROM verify_audit_chain()")).rows);
}

/** A log that was rewritten as a whole is whole again; only a hash that was kept elsewhere tells. */
async function compare(owner: pg.Client, { entry_number, entry_hash }: Head): Promise<Fault[]> {
  if (entry_number === 0) return [];
  const expected = await openKysely(owner)
    .selectFrom("admin_audit_log")
    .select("id")
    .where("entry_number", "=", entry_number)
    .where("entry_hash", "=", entry_hash)
    .executeTakeFirst();
  return expected ? [] : [{ entry_number, fault: "it is not the entry that was expected" }];
}
