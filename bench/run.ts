import { parseArgs } from "node:util";
import { ensureBuild } from "@/bin/supervisor/ensure-build";
import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { loadEnv, readEnvFile } from "@/lib/platform/env";
import { migrate } from "@/prisma/migrate";
import { createScratchDatabase, dropAbandonedDatabases } from "@/prisma/tools/scratch-database";
import { benchAcknowledgement } from "./acknowledge";
import { benchSiege } from "./besieged";
import { describeMachine } from "./describe-machine";
import { benchEnumeration } from "./enumeration";
import { benchImport } from "./import-contacts";
import { holds, type Result } from "./measure";
import { benchOverview } from "./overview";
import { benchPages } from "./pages";
import { benchHotTenant, benchProcessing } from "./process-events";
import { benchRowSecurity } from "./row-security";
import { benchSignIns } from "./sign-ins";
import { benchSize } from "./size";
import { benchPrisma } from "./through-prisma";
import { benchVisibility } from "./visibility";

const { values: flags } = parseArgs({
  options: {
    only: { type: "string", default: "a,b,c,d,e,f,i,j,k,m,n,o,p" },
    quick: { type: "boolean", default: false },
    explain: { type: "boolean", default: false },
  },
});
const only = flags.only.split(",");
const say = (sentence: string) => console.log(sentence);

readEnvFile();
if (["a", "c", "j", "m", "o"].some((letter) => only.includes(letter))) await ensureBuild(say);
const given = loadEnv().databaseUrl;
const durable = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };
const server = given ? undefined : await startThrowawayPostgres(durable);
try {
  const results = await run(given ?? server?.connectionString ?? "");
  for (const line of table(results)) say(line);
  if (!results.every(holds)) process.exitCode = 1;
} finally {
  await server?.stop();
}

async function run(serverUrl: string): Promise<Result[]> {
  for (const line of await describeMachine(serverUrl)) say(line);
  await dropAbandonedDatabases(serverUrl);
  const scratch = await createScratchDatabase(serverUrl);
  await migrate(scratch.connectionString);
  const template = new URL(scratch.connectionString).pathname.slice(1);
  const parts: Record<string, () => Promise<Result | Result[]>> = {
    a: () => benchAcknowledgement(serverUrl, template, flags.quick),
    b: () => benchProcessing(serverUrl, template, flags.quick),
    c: () => benchVisibility(serverUrl, template, flags.quick),
    d: () => benchHotTenant(serverUrl, template, flags.quick),
    e: () => benchOverview(serverUrl, template, flags.quick, flags.explain),
    // f, g and h share the database that takes longest to make.
    f: () => benchSize(serverUrl, template, flags.quick, flags.explain),
    i: () => benchRowSecurity(serverUrl, template, flags.quick),
    k: () => benchEnumeration(serverUrl, template, flags.quick),
    n: () => benchImport(serverUrl, template, flags.quick),
    o: () => benchSiege(serverUrl, template, flags.quick),
    p: () => benchPrisma(serverUrl, template, flags.quick),
    j: () => benchSignIns(serverUrl, template, flags.quick),
    m: () => benchPages(serverUrl, template, flags.quick),
  };
  const results: Result[] = [];
  for (const [letter, part] of Object.entries(parts)) if (only.includes(letter)) results.push(...[await part()].flat());
  await scratch.drop();
  return results;
}

function table(results: readonly Result[]): string[] {
  const rows = results.map((result) => [
    result.part,
    result.what,
    result.ours,
    result.against,
    result.ratio.toFixed(2),
    "min" in result.bound ? `≥ ${result.bound.min}` : `≤ ${result.bound.max}`,
    holds(result) ? "holds" : "MISSED",
  ]);
  const lines = [["", "what / against what", "ours", "against", "ratio", "bound", ""], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return [
    "",
    ...lines.map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    ),
  ];
}
