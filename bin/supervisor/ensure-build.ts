import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { childEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { projectRoot } from "./project-root";

/** What the build makes of bin/worker.ts, below the project's folder. */
export const workerBundle = ".next/worker.mjs";

const sources = [
  "app",
  "bin",
  "components",
  "lib",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "proxy.ts",
];
const alsoSources = ["instrumentation.ts", "package-lock.json", "prisma/schema.prisma"];

/**
 * Builds the web application and the worker when there is no build of exactly these sources.
 * @throws AppError INTERNAL after printing what the build said, when it fails.
 */
export async function ensureBuild(say: (sentence: string) => void): Promise<void> {
  const marker = path.join(projectRoot, ".next/callwright-sources");
  const present = fingerprint();
  if (existsSync(marker) && readFileSync(marker, "utf8") === present) return;

  say("Building the web application, which takes about a minute…");
  await buildWeb();
  // Afterwards, for it empties the folder.
  await buildWorker();
  writeFileSync(marker, present);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const source of [...sources, ...alsoSources]) {
    for (const file of filesOf(path.join(projectRoot, source))) {
      hash
        .update(`${path.relative(projectRoot, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

function filesOf(place: string): string[] {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|soak)\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function buildWeb(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      cwd: projectRoot,
      env: childEnv({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const killWithParent = () => child.kill();
    process.once("exit", killWithParent);
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("exit", killWithParent);
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new AppError("INTERNAL", "The web application could not be built; what the build said is above."));
    });
  });
}

async function buildWorker(): Promise<void> {
  await esbuild.build({
    absWorkingDir: projectRoot,
    entryPoints: ["bin/worker.ts"],
    outfile: workerBundle,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    sourcemap: "linked",
    logLevel: "warning",
  });
}
