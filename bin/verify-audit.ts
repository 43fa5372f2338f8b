import { parseArgs } from "node:util";
import type { Kysely } from "kysely";
import type { FunctionRow } from "@/lib/db/database-functions";
import { functionRows } from "@/lib/db/function-rows";
import type { DB } from "@/lib/db/generated-tables/tables";
import { openKysely } from "@/lib/db/open-kysely";
import { AppError } from "@/lib/platform/errors";
import { runAsCommand } from "@/prisma/tools/run-as-command";
import { asOwner } from "./command/as-owner";

type Fault = FunctionRow<"verify_audit_chain">;
type Head = { entry_number: number; entry_hash: string };

runAsCommand(import.meta.filename, async () => console.log(await verifyAuditCommand(process.argv.slice(2))));

/**
 * @returns what was found, with the newest entry's hash.
 * @throws AppError CONFLICT with a line for each entry that was tampered with, BAD_REQUEST for arguments that are not accepted.
 */
export async function verifyAuditCommand(args: readonly string[]): Promise<string> {
  const expected = parse(args);
  return asOwner(async (owner) => {
    const kysely = openKysely(owner);
    const faults = [...(await findFaults(kysely)), ...(expected ? await compare(kysely, expected) : [])];
    if (faults.length > 0) {
      const list = faults.map((fault) => `  entry ${fault.entry_number}: ${fault.fault}`).join("\n");
      throw new AppError("CONFLICT", `The audit log was tampered with:\n${list}`);
    }
    const head = await kysely.selectFrom("audit_chain_head").select(["entry_number", "entry_hash"]).executeTakeFirst();
    return `The audit log is intact. Its newest entry is ${head?.entry_number}:${head?.entry_hash}
Store this value elsewhere: with --expect it proves later that nobody has rewritten the log up to this entry.`;
  });
}

function parse(args: readonly string[]): Head | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { expect: { type: "string" } } });
    if (values.expect === undefined) return undefined;
    const [, entry_number, entry_hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.expect) ?? [];
    if (entry_number !== undefined && entry_hash !== undefined)
      return { entry_number: Number(entry_number), entry_hash };
  } catch {
    // Reported below, with the usage.
  }
  throw new AppError(
    "BAD_REQUEST",
    "The arguments are not valid. Usage: npm run audit:verify [-- --expect <number>:<hash>]",
  );
}

function findFaults(kysely: Kysely<DB>): Promise<Fault[]> {
  return kysely.selectFrom(functionRows("verify_audit_chain", {})).selectAll().execute();
}

/** A log that was rewritten completely is consistent again; only a hash that was stored elsewhere reveals it. */
async function compare(kysely: Kysely<DB>, { entry_number, entry_hash }: Head): Promise<Fault[]> {
  if (entry_number === 0) return [];
  const entry = await kysely
    .selectFrom("admin_audit_log")
    .select("id")
    .where("entry_number", "=", entry_number)
    .where("entry_hash", "=", entry_hash)
    .executeTakeFirst();
  return entry ? [] : [{ entry_number, entry_id: null, fault: "it is not the entry that was expected" }];
}
