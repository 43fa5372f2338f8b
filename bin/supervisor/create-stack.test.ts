import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStack, type Running } from "./create-stack";

const patience = { delayMs: 10, delayMsMax: 30, steadyMs: 600_000, deathsMax: 5 };

let said: string[];
let exit: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  said = [];
  exit = vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A part that ends when it is told to, and remembers how often it was started. */
function mortal(startsThatFail: readonly number[] = []) {
  const part = {
    name: "web server",
    stopMsMax: 100,
    starts: 0,
    die: (_how: string) => {},
    async start(): Promise<Running> {
      part.starts += 1;
      if (startsThatFail.includes(part.starts)) throw new Error("no room.");
      const exited = new Promise<string>((resolve) => {
        part.die = resolve;
      });
      return { exited, stop: async () => part.die("by SIGTERM") };
    },
  };
  return part;
}

const stackOf = (own: Partial<typeof patience> = {}) =>
  createStack((sentence) => said.push(sentence), { ...patience, ...own });

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo(); await sleep(2)) if (Date.now() > end) throw new Error(said.join("\n"));
}

test("the restart delay doubles with each death in a row, up to a limit, and the fifth ends everything", async () => {
  const part = mortal();
  await stackOf().add(part);
  for (let starts = 2; starts <= 5; starts += 1) {
    part.die("by SIGKILL");
    await until(() => part.starts === starts);
  }
  part.die("with exit code 3 (no memory)");
  await until(() => exit.mock.calls.length > 0);
  expect(said.filter((sentence) => sentence.includes("It is started again"))).toEqual(
    ["0.01", "0.02", "0.03", "0.03"].map(
      (seconds) => `The web server ended by SIGKILL. It is started again in ${seconds} s.`,
    ),
  );
  expect(said.at(-1)).toBe(
    "The web server ended with exit code 3 (no memory), for the 5th time in a row, so Callwright stops.",
  );
  expect(exit).toHaveBeenCalledWith(1);
});

test("a part that ran steadily has its count of deaths reset", async () => {
  const part = mortal();
  await stackOf({ steadyMs: 0 }).add(part);
  for (let starts = 2; starts <= 12; starts += 1) {
    await sleep(5);
    part.die("by SIGKILL");
    await until(() => part.starts === starts);
  }
  await until(() => said.length === 22);
  expect(new Set(said)).toEqual(
    new Set(["The web server ended by SIGKILL. It is started again in 0.01 s.", "The web server was started again."]),
  );
  expect(exit).not.toHaveBeenCalled();
});

test("a restart that fails counts as a death, and its reason is reported", async () => {
  const part = mortal([2, 3]);
  await stackOf().add(part);
  part.die("by SIGKILL");
  await until(() => said.length === 4);
  expect(said).toEqual([
    "The web server ended by SIGKILL. It is started again in 0.01 s.",
    "The web server did not start (no room). It is started again in 0.02 s.",
    "The web server did not start (no room). It is started again in 0.03 s.",
    "The web server was started again.",
  ]);
});

test("a first start that fails is reported to its caller, and stopping while a part waits starts nothing more", async () => {
  await expect(stackOf().add(mortal([1]))).rejects.toThrow("no room");
  const part = mortal();
  const stack = stackOf({ delayMs: 200, delayMsMax: 200 });
  await stack.add(part);
  part.die("by SIGKILL");
  await until(() => said.length === 1);
  await stack.stop(0);
  await sleep(300);
  expect(part.starts).toBe(1);
  expect(exit).toHaveBeenCalledWith(0);
});
