import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { digestPassword } from "./digest-password";
import { hashPassword } from "./hash-password";
import { passwordWeakness } from "./password-weakness";
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

  test("a password matches in any Unicode form, and with invisible characters", async () => {
    const spellings = [
      "Pässwörter für Zoë №5",
      "Pa\u0308sswo\u0308rter fu\u0308r Zoe\u0308 №5",
      "Pässwörter\u00A0für\u3000Zoë\u200B No5",
    ];
    for (const spelling of spellings) {
      const hash = await quickHash(digestPassword(spelling));
      for (const typed of spellings) expect(await verifyPassword(typed, hash)).toBe(true);
      expect(await verifyPassword("Passworter fur Zoe No5", hash)).toBe(false);
    }
  });

  test("a hash of the password before normalization still matches, in either form", async () => {
    const typed = "Pa\u0308sswo\u0308rter\u200B für №5";
    const asTyped = createHash("sha256").update(typed, "utf8").digest("base64");
    const decomposed = createHash("sha256").update("Pässwörter".normalize("NFD"), "utf8").digest("base64");
    expect(await verifyPassword(typed, await quickHash(asTyped))).toBe(true);
    expect(await verifyPassword("Pässwörter".normalize("NFC"), await quickHash(decomposed))).toBe(true);
    expect(await verifyPassword("Passworter", await quickHash(decomposed))).toBe(false);
  });

  test("invisible characters do not count towards the length of a password", async () => {
    const owner = { name: "Mara Kerr", email: "mara@example.com" };
    expect(await passwordWeakness(`kx7\u200B${"\u200B".repeat(40)}qv`, 12, owner)).toMatch(/at least 12/);
  });

  test("without a hash no password is accepted", async () => {
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

  test("with two hundred waiting, the next is told to retry, and the earlier ones get their results", async () => {
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

/** As `hashPassword` hashes, at the lowest cost. */
async function quickHash(digest: string): Promise<string> {
  return String(await inPasswordWorker({ digest, cost: 4 }));
}

/** Field 19 of the thread's status, the second of which is a name in brackets. */
function niceOf(thread: string): number {
  const afterName = readFileSync(`/proc/self/task/${thread}/stat`, "utf8").split(") ")[1] ?? "";
  return Number(afterName.split(" ")[16]);
}
