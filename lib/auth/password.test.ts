import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hashPassword } from "./hash-password";
import { inPasswordWorker, workersMax } from "./password-workers";
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

  test("however many are hashed at once, each has its own answer, also after one that failed", async () => {
    const passwordHash = await hashPassword("a");
    const refused = () => inPasswordWorker({ digest: "x", cost: 99 });
    await Promise.all([
      expect(verifyPassword("a", passwordHash)).resolves.toBe(true),
      expect(verifyPassword("b", passwordHash)).resolves.toBe(false),
      expect(refused()).rejects.toThrow(/cost/i),
      expect(verifyPassword("a", passwordHash)).resolves.toBe(true),
      expect(refused()).rejects.toThrow(/cost/i),
      expect(refused()).rejects.toThrow(/cost/i),
      expect(verifyPassword("b", passwordHash)).resolves.toBe(false),
    ]);
  });

  test("a thread that dies is replaced, and nobody waits for it for ever", async () => {
    const passwordHash = await hashPassword("a");
    // What is no work at all ends the thread that gets it.
    const deadly = () => inPasswordWorker(undefined as never);
    for (let round = 0; round < 2; round += 1) {
      const [one, other] = await Promise.allSettled([deadly(), deadly()]);
      expect([one.status, other.status]).toEqual(["rejected", "rejected"]);
      const answers = Array.from({ length: 3 }, () => verifyPassword("a", passwordHash));
      expect(await Promise.all(answers)).toEqual([true, true, true]);
    }
  });

  test("beyond two hundred that wait, the next is told to come back, and those before it have their answers", async () => {
    const refused = () => inPasswordWorker({ digest: "x", cost: 99 });
    const asked = await Promise.allSettled(Array.from({ length: 201 + workersMax }, refused));
    const sentences = asked.map((each) => each.status === "rejected" && String(each.reason.message));
    expect(sentences.slice(0, -1).every((sentence) => /cost/i.test(String(sentence)))).toBe(true);
    expect(sentences.at(-1)).toMatch(/Try again in a minute/);
    expect((asked.at(-1) as PromiseRejectedResult).reason).toMatchObject({ code: "UNAVAILABLE" });
  });

  test.runIf(process.platform === "linux")(
    "it is done by at most two threads, which come after everything else",
    async () => {
      await Promise.all(Array.from({ length: 4 }, () => hashPassword("x")));
      expect(readdirSync("/proc/self/task").filter((thread) => niceOf(thread) === 19)).toHaveLength(workersMax);
      expect(workersMax).toBeLessThanOrEqual(2);
    },
  );
});

/** Field 19 of the thread's status, the second of which is a name in brackets. */
function niceOf(thread: string): number {
  const afterName = readFileSync(`/proc/self/task/${thread}/stat`, "utf8").split(") ")[1] ?? "";
  return Number(afterName.split(" ")[16]);
}
