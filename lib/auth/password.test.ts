import { describe, expect, test } from "vitest";
import { hashPassword } from "./hash-password";
import { inPasswordQueue } from "./password-queue";
import { verifyPassword } from "./verify-password";

describe("passwords", () => {
  test("only the exact password fits, also beyond 72 bytes and after a zero byte", async () => {
    const long = `${"x".repeat(80)}\0end`;
    const hash = await hashPassword(long);
    expect(hash).toMatch(/^\$2[aby]\$12\$/);
    expect(await verifyPassword(long, hash)).toBe(true);
    expect(await verifyPassword(`${"x".repeat(80)}\0End`, hash)).toBe(false);
    expect(await verifyPassword("x".repeat(80), hash)).toBe(false);
  });

  test("nobody gets in where there is no hash", async () => {
    expect(await verifyPassword("", null)).toBe(false);
  });

  test("at most two are hashed at once, and every one gets its turn, also after a failure", async () => {
    let running = 0;
    let runningMost = 0;
    const work = (index: number) =>
      inPasswordQueue(async () => {
        running += 1;
        runningMost = Math.max(runningMost, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        if (index === 3) throw new Error("broken");
        return index;
      });
    const results = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => work(index)));
    expect(runningMost).toBe(2);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(8);
  });
});
