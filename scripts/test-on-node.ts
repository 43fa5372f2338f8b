import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/test/free-port";

// Proves that the quick tests and `npm start` pass on another major version of Node, whose program comes from npm.
const [major = "24"] = process.argv.slice(2);
const folder = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), `callwright/node-${major}`);
const bin = path.join(folder, "node_modules/node/bin");
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: "1" };
const readyMsMax = 600_000;

const quick = [
  ["npx", "biome", "check", "--error-on-warnings", "."],
  ["npx", "tsc", "--noEmit"],
  ["npx", "vitest", "run", "--project", "unit"],
];

if (!install()) fail(`Node ${major} could not be installed, so nothing was tested on it.`);
const version = spawnSync("node", ["--version"], { env, encoding: "utf8" }).stdout.trim();
if (!version.startsWith(`v${major}.`)) fail(`${bin} is not Node ${major} but ${version || "nothing"}.`);
console.log(`Testing on Node ${version}.`);
for (const [program = "", ...args] of quick) {
  const { status } = spawnSync(program, args, { stdio: "inherit", env });
  if (status !== 0) fail(`${args.join(" ")} failed on Node ${version}.`);
}
await start();
console.log(`The quick tests and npm start pass on Node ${version}.`);

/** Outside of the project, so that it is nobody's dependency. */
function install(): boolean {
  if (existsSync(path.join(bin, "node"))) return true;
  mkdirSync(folder, { recursive: true });
  const args = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `node@${major}`];
  return spawnSync("npm", args, { stdio: "inherit", cwd: folder }).status === 0 && existsSync(path.join(bin, "node"));
}

/** From nothing to ready, and down again by Ctrl-C. */
async function start(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "callwright-node-"));
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const child = spawn("npm", ["start"], {
    env: { ...env, DATABASE_URL: "", DATA_DIR: dataDir, DEMO: "0", PORT: String(port) },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  const exited = once(child, "exit");
  let isReady = false;
  for (const end = Date.now() + readyMsMax; !isReady && child.exitCode === null && Date.now() < end; await sleep(250)) {
    isReady = await fetch(`http://127.0.0.1:${port}/api/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
  await exited;
  rmSync(dataDir, { recursive: true, force: true });
  if (!isReady) fail(`npm start was not ready on Node ${version}.`);
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
