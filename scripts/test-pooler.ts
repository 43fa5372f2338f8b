import { spawnSync } from "node:child_process";
import { findPgbouncer } from "./find-pgbouncer";

// Runs the tests behind a pooler in transaction mode.
const [first, ...rest] = process.argv.slice(2);
const ifFound = first === "--if-found";
const program = findPgbouncer();
if (!program) {
  console.log("pgbouncer is not installed on this machine and could not be, so nothing was tested behind a pooler.");
  process.exit(ifFound ? 0 : 1);
}
const args = ifFound || first === undefined ? rest : [first, ...rest];
const { status } = spawnSync("npx", ["vitest", "run", "--project", "pooler", ...args], {
  stdio: "inherit",
  env: { ...process.env, PGBOUNCER_PATH: program },
});
process.exit(status ?? 1);
