import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isWaiting } from "./waiting";
import { whenConnected } from "./when-connected";

function unfetched(): Error {
  return Object.assign(new Error("Failed to load chunk"), { name: "ChunkLoadError" });
}

test("a module that cannot be fetched is waited for, and the wait is visible meanwhile", async () => {
  let tries = 0;
  const seen: boolean[] = [];
  const load = whenConnected(
    async () => {
      tries += 1;
      if (tries < 3) throw unfetched();
      return "the part";
    },
    async () => void seen.push(isWaiting()),
  );
  expect(await load()).toBe("the part");
  expect(seen).toEqual([true, true]);
  expect(isWaiting()).toBe(false);
});

test("a part that is broken is not fetched again", async () => {
  let tries = 0;
  const load = whenConnected(async () => {
    tries += 1;
    throw new SyntaxError("Unexpected token");
  });
  await expect(load()).rejects.toThrow(SyntaxError);
  expect(tries).toBe(1);
});

test("every part that is fetched only when it is needed is waited for", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const parts = files.filter((file) => file.endsWith(".tsx"));
  const loads = parts.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bdynamic(?:<[^>]*>)?\(\s*(\w+)/g)].map(([, by]) => `${file}: ${by}`),
  );
  expect(loads.length).toBeGreaterThan(10);
  expect(loads.filter((load) => !load.endsWith(": whenConnected"))).toEqual([]);
});
