import { spawn } from "node:child_process";
import { once } from "node:events";
import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { installedPostgres } from "@/test/installed-postgres";

// Runs the database tests, or the given ones of them, on a throwaway server of this machine's own PostgreSQL.
const [major = "", ...args] = process.argv.slice(2);
const folder = installedPostgres(major);
const ifFound = args[0] === "--if-found";

if (!folder) {
  console.log(`PostgreSQL ${major} is not installed on this machine, so nothing was tested on it.`);
  process.exit(ifFound ? 0 : 1);
}
const server = await startThrowawayPostgres({}, folder);
console.log(`Testing on the PostgreSQL ${major} of ${folder}.`);
const child = spawn("npx", ["vitest", "run", "--project", "db", ...args.slice(ifFound ? 1 : 0)], {
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL: server.connectionString },
});
const [code] = await once(child, "close");
await server.stop();
process.exit(code ?? 1);
