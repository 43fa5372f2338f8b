import { open } from "node:fs/promises";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { isDiskFailure } from "./is-disk-failure";

const failureOf = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

test("a full disk counts as a disk failure on opening and writing, and a connection or a wrong key does not", async () => {
  const full = await open("/dev/full", "w");
  expect(isDiskFailure(await failureOf(full.writeFile("a byte")))).toBe(true);
  await full.close();
  expect(isDiskFailure(await failureOf(open("/dev/null/file", "w")))).toBe(true);
  const refused = new Promise((_, reject) => connect(1, "127.0.0.1").on("error", reject));
  expect(isDiskFailure(await failureOf(refused))).toBe(false);
  expect(isDiskFailure(new TypeError("not a key"))).toBe(false);
});
