import { expect, test } from "vitest";
import { isWaiting } from "./waiting";
import { whenConnected } from "./when-connected";

function unfetched(): Error {
  return Object.assign(new Error("Failed to load chunk"), { name: "ChunkLoadError" });
}

test("a part that cannot be fetched is waited for, and that something waits is known meanwhile", async () => {
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
