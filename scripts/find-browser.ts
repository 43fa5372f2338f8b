import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Chromium without windows, menus and pages of its own: the tests take about half the time in it. */
const headlessShell = "/usr/bin/chromium-headless-shell";

const installed = [
  headlessShell,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a browser that runs on this machine, installing one when there is none; undefined when that fails. */
export function findBrowser(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  if (!existsSync(headlessShell)) installDebians();
  return find() ?? (installPlaywrights() ? find() : undefined);
}

const find = () => [...installed, chromium.executablePath()].find(runs);

function runs(program: string): boolean {
  return existsSync(program) && spawnSync(program, ["--version"], { timeout: 20_000 }).status === 0;
}

function installDebians(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log("Installing Chromium's headless shell from the system's packages.");
  return (
    run("apt-get", ["update"]) &&
    run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium-headless-shell"])
  );
}

function installPlaywrights(): boolean {
  console.log("There is no browser: installing Playwright's Chromium.");
  return run("npx", ["playwright", "install", "chromium"]);
}

function run(program: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: "inherit", env, timeout: 120_000 }).status === 0;
}
