import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { accountPassword, createMailHarness, type MailHarness, otherPassword, tokenIn } from "@/test/mail-harness";
import { verifyPassword } from "../passwords/verify-password";
import { requestVerification } from "./request-verification";
import { signUp } from "./sign-up";
import { verifyEmail } from "./verify-email";

let harness: MailHarness;
beforeAll(async () => {
  harness = await createMailHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  await harness.deliver();
});

const newAddress = () => `${newId()}@new.example`;
const form = (email: string) => ({ name: "Ada Byron", email, password: accountPassword, timezone: "Europe/Berlin" });
const accountOf = async (email: string) =>
  (await harness.rows("SELECT * FROM users WHERE email = $1", [email]))[0] as Record<string, unknown> | undefined;

describe("signing up", () => {
  test("makes an account that waits for its address to be verified, and whose bonus is a ledger row", async () => {
    const email = newAddress();
    expect(await signUp(harness.stranger(), form(`  ${email.toUpperCase()} `))).toBeUndefined();
    const account = await accountOf(email);
    expect(account).toMatchObject({
      name: "Ada Byron",
      email_verified: false,
      is_active: true,
      role: "user",
      auth_provider: "email",
      timezone: "Europe/Berlin",
      country: "DE",
      credits: 15,
    });
    expect(account?.password_changed_at).toBeInstanceOf(Date);
    expect(await verifyPassword(accountPassword, String(account?.password_hash))).toBe(true);
    expect(
      await harness.rows("SELECT type, amount, balance_after FROM credit_transactions WHERE user_id = $1", [
        account?.id,
      ]),
    ).toEqual([{ type: "bonus", amount: 15, balance_after: 15 }]);

    const [mail] = await harness.deliver();
    expect(mail).toMatchObject({ to: [email], subject: "Confirm your email address" });
    await verifyEmail(harness.stranger(), { token: tokenIn(mail) });
    expect(await accountOf(email)).toMatchObject({ email_verified: true });
  });

  test("with an address that has an account answers alike, changes nothing and mails its owner", async () => {
    const { email } = await harness.createAccount();
    const before = await accountOf(email);
    expect(await signUp(harness.stranger(), { ...form(email), password: otherPassword })).toBeUndefined();
    expect(await accountOf(email)).toEqual(before);
    const mails = await harness.deliver();
    expect(mails).toMatchObject([{ to: [email], subject: "You already have an account" }]);
    expect(mails[0]?.text).not.toContain("token=");
  });

  test("twice at once makes one account", async () => {
    const email = newAddress();
    await Promise.all([signUp(harness.stranger(), form(email)), signUp(harness.stranger(), form(email))]);
    expect(await harness.rows("SELECT FROM users WHERE email = $1", [email])).toHaveLength(1);
    expect((await harness.deliver()).map(({ subject }) => subject).sort()).toEqual([
      "Confirm your email address",
      "You already have an account",
    ]);
  });

  test("that fails in the database leaves no mail behind", async () => {
    const email = newAddress();
    await harness.rows("ALTER TABLE users ADD CONSTRAINT nobody_new CHECK (name <> 'Nobody')");
    await expect(signUp(harness.stranger(), { ...form(email), name: "Nobody" })).rejects.toThrow();
    expect(await harness.queuedMails()).toEqual([]);
    await harness.rows("ALTER TABLE users DROP CONSTRAINT nobody_new");
  });

  test("queues whom to mail, and no token, password or hash", async () => {
    const email = newAddress();
    await signUp(harness.stranger(), form(email));
    expect(await harness.queuedMails()).toEqual([{ kind: "verify-address", email, userId: null }]);
  });

  test("in a zone that does not exist counts in UTC", async () => {
    for (const timezone of ["Atlantis/Harbour", "", "Europe/Berlin'; --", undefined, 7, "x".repeat(10_000)]) {
      const email = newAddress();
      await signUp(harness.stranger(), { ...form(email), timezone });
      expect(await accountOf(email)).toMatchObject({ timezone: "UTC" });
    }
  });

  test("takes names of every script, as they are", async () => {
    for (const name of ["Zoë Ångström-O’Neill", "王小明", "👩🏽‍💻", "<b>Robert'); DROP TABLE users</b>"]) {
      const email = newAddress();
      await signUp(harness.stranger(), { ...form(email), name });
      expect(await accountOf(email)).toMatchObject({ name });
      const [mail] = await harness.deliver();
      expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toContain(name);
    }
  });

  test.each<[string, string, Record<string, unknown>]>([
    ["name", "nothing", { name: "  " }],
    ["name", "10 kB", { name: "x".repeat(10_000) }],
    ["name", "a NUL", { name: "Ada\u0000" }],
    ["name", "a second header", { name: "Ada\r\nBcc: everybody@example.com" }],
    ["email", "nothing", { email: "" }],
    ["email", "a word", { email: "nobody" }],
    ["email", "two signs", { email: "a@b@c.example" }],
    ["email", "two addresses", { email: "ada@new.example, bob@new.example" }],
    ["email", "a second header", { email: "ada@new.example\r\nBcc: everybody@example.com" }],
    ["email", "a NUL", { email: "ada\u0000@new.example" }],
    ["email", "letters that look alike", { email: "ädä@new.example" }],
    ["email", "10 kB", { email: `${"x".repeat(10_000)}@new.example` }],
    ["email", "an object", { email: { $ne: "" } }],
    ["password", "nothing", { password: "" }],
    ["password", "seven characters", { password: "kx7#vQz" }],
    ["password", "10 kB", { password: "x".repeat(10_000) }],
    ["password", "a common password", { password: "password123" }],
    ["password", "a row of keys", { password: "qwertyuiop[]" }],
    ["password", "one letter", { password: "aaaaaaaaaaaaaaaa" }],
    ["password", "the user's name", { name: "Wilhelmina", password: "wilhelmina1" }],
    ["password", "the product's name", { password: "callwright1" }],
    ["password", "a list", { password: ["a"] }],
  ])("is refused with a sentence beside %s for %s", async (field, _, wrong) => {
    const email = newAddress();
    await expect(signUp(harness.stranger(), { ...form(email), ...wrong })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { [field]: expect.stringMatching(/\w.*\.$/) },
    });
    expect(await accountOf(email)).toBeUndefined();
    expect(await harness.queuedMails()).toEqual([]);
  });

  test("takes the fewest characters of a password from the setting", async () => {
    const setLength = (length: string) =>
      harness.rows("UPDATE system_config SET config_value = $1 WHERE config_key = 'password_min_length'", [length]);
    await setLength("40");
    await expect(signUp(harness.stranger(), form(newAddress()))).rejects.toMatchObject({
      fields: { password: "Use at least 40 characters." },
    });
    await setLength("8");
  });

  test("mails an address three times an hour, and answers alike after that", async () => {
    const email = newAddress();
    for (let time = 0; time < 5; time += 1) expect(await signUp(harness.stranger(), form(email))).toBeUndefined();
    expect(await harness.queuedMails()).toHaveLength(3);
    await harness.rows("UPDATE rate_limits SET expire = expire - 3600001");
    await signUp(harness.stranger(), form(email));
    expect(await harness.queuedMails()).toHaveLength(4);
  });

  test("is taken twenty times an hour from one network address, also when all come at once", async () => {
    const client = { ipAddress: "203.0.113.9" };
    const tries = Array.from({ length: 24 }, () =>
      requestVerification(harness.stranger(client), { email: newAddress() }),
    );
    const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ reason: { code: "RATE_LIMITED", status: 429 } });

    const email = newAddress();
    for (let time = 0; time < 20; time += 1)
      await signUp(harness.stranger(client), { ...form(email), password: "password" }).catch(() => {});
    await expect(signUp(harness.stranger(client), form(email))).rejects.toMatchObject({
      code: "RATE_LIMITED",
      message: expect.stringMatching(/^Too many attempts\. Try again in 60 minutes\.$/),
    });
    await expect(signUp(harness.stranger(), form(email))).resolves.toBeUndefined();
  });
});

describe("asking for the verification again", () => {
  test("mails a new link, after which the previous one stops working", async () => {
    const { email } = await harness.createAccount({ isVerified: false });
    await requestVerification(harness.stranger(), { email });
    const [first] = await harness.deliver();
    await requestVerification(harness.stranger(), { email: email.toUpperCase() });
    const [second] = await harness.deliver();
    await expect(verifyEmail(harness.stranger(), { token: tokenIn(first) })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await verifyEmail(harness.stranger(), { token: tokenIn(second) })).toEqual({ email, isChange: false });
  });

  test("for an unknown or verified address or a closed account answers alike, and mails nobody", async () => {
    const closed = await harness.createAccount({ isVerified: false });
    await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [closed.userId]);
    for (const email of [newAddress(), (await harness.createAccount()).email, closed.email])
      expect(await requestVerification(harness.stranger(), { email })).toBeUndefined();
    expect(await harness.queuedMails()).toHaveLength(3);
    expect(await harness.deliver()).toEqual([]);
  });

  test("mails an address three times an hour", async () => {
    const { email } = await harness.createAccount({ isVerified: false });
    for (let time = 0; time < 5; time += 1) await requestVerification(harness.stranger(), { email });
    expect(await harness.deliver()).toHaveLength(3);
  });
});
