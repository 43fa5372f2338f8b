import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"];

/** The path of a pgbouncer that runs on this machine, installing Debian's when there is none; undefined when that fails. */
export function findPgbouncer(): string | undefined {
  const given = process.env.PGBOUNCER_PATH;
  if (given) return given;
  return places.find(runs) ?? (installDebians() ? places.find(runs) : undefined);
}

function runs(program: string): boolean {
  return existsSync(program) && spawnSync(program, ["--version"], { timeout: 20_000 }).status === 0;
}

function installDebians(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log("There is no pgbouncer: installing it from the system's packages.");
  return run(["update"]) && run(["install", "--yes", "--no-install-recommends", "pgbouncer"]);
}

function run(args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", args, { stdio: "inherit", env, timeout: 300_000 }).status === 0;
}
