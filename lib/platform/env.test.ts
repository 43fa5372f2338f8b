import { expect, test } from "vitest";
import { parseEnv } from "./env";

test("an empty environment is enough to start, with demo data on the embedded database", () => {
  const env = parseEnv({});
  expect(env).toMatchObject({ port: 3000, databaseUrl: undefined, isDemo: true, elevenlabsWebhookSecrets: [] });
  expect(env.nextAuthUrl).toBe("http://localhost:3000");
  expect(env.storageDir).toBe(`${process.cwd()}/.data/storage`);
});

test("an external database gets demo data only when asked", () => {
  const databaseUrl = { DATABASE_URL: "postgres://u:p@db/x" };
  expect(parseEnv(databaseUrl).isDemo).toBe(false);
  expect(parseEnv({ ...databaseUrl, DEMO: "1" }).isDemo).toBe(true);
  expect(parseEnv({ DEMO: "0" }).isDemo).toBe(false);
});

test("an empty value counts as unset", () => {
  expect(parseEnv({ PORT: "", SMTP_URL: "", ELEVENLABS_API_KEY: "" })).toMatchObject({
    port: 3000,
    smtpUrl: undefined,
    elevenlabsApiKey: undefined,
  });
});

test("several webhook secrets are accepted while one is rotated", () => {
  expect(parseEnv({ ELEVENLABS_WEBHOOK_SECRET: "old-secret, new-secret," }).elevenlabsWebhookSecrets).toEqual([
    "old-secret",
    "new-secret",
  ]);
});

test("the encryption key of settings is 32 bytes, in hex or base64", () => {
  const bytes = Buffer.alloc(32, 7);
  expect(parseEnv({ CONFIG_ENCRYPTION_KEY: bytes.toString("hex") }).configEncryptionKey).toEqual(bytes);
  expect(parseEnv({ CONFIG_ENCRYPTION_KEY: bytes.toString("base64") }).configEncryptionKey).toEqual(bytes);
  expect(parseEnv({}).configEncryptionKey).toBeUndefined();
});

test.each([
  ["CONFIG_ENCRYPTION_KEY", "canary-4711"],
  ["PORT", "99999"],
  ["PORT", "80a"],
  ["PORT", "-1"],
  ["DATABASE_URL", "mysql://canary-4711@db/x"],
  ["DATABASE_URL", "canary-4711"],
  ["DEMO", "yes"],
  ["DEMO_PASSWORD", "c-4711"],
  ["DEMO_PASSWORD", `canary-4711-${"é".repeat(31)}`],
  ["NEXTAUTH_SECRET", "canary-4711"],
  ["SMTP_URL", "http://canary-4711"],
  ["WEBHOOK_BODY_BYTES_MAX", "1e9"],
  ["GOOGLE_ISSUER", "canary-4711"],
  ["LINKEDIN_ISSUER", "canary-4711"],
  ["GITHUB_BASE_URL", "ftp://canary-4711"],
  ["DATABASE_DIRECT_URL", "canary-4711"],
  ["METRICS_TOKEN", "canary-4711"],
  ["LOG_LEVEL", "loud"],
])("a malformed %s (%s) is named in one sentence that does not repeat its value", (name, value) => {
  expect(() => parseEnv({ [name]: value })).toThrow(new RegExp(`^The environment variable ${name} must [^.]+\\.$`));
  expect(() => parseEnv({ [name]: value })).not.toThrow(value);
});

test("a provider's key without the secret of its webhook is refused, by name and without the key", () => {
  expect(() => parseEnv({ ELEVENLABS_API_KEY: "canary" })).toThrow(
    /^The environment variable ELEVENLABS_WEBHOOK_SECRET must be set .+\.$/,
  );
  expect(() => parseEnv({ ELEVENLABS_API_KEY: "canary" })).not.toThrow("canary");
  expect(parseEnv({ ELEVENLABS_API_KEY: "k", ELEVENLABS_WEBHOOK_SECRET: "s" }).elevenlabsApiKey).toBe("k");
});

test("mails come from this installation's own host unless the environment sets another sender", () => {
  expect(parseEnv({}).mailFrom).toBe("Callwright <no-reply@localhost>");
  expect(parseEnv({ NEXTAUTH_URL: "https://calls.example:8443/" }).mailFrom).toBe(
    "Callwright <no-reply@calls.example>",
  );
  for (const mailFrom of ["Front Desk, Ltd. <desk@calls.example>", "desk@calls.example"])
    expect(parseEnv({ MAIL_FROM: mailFrom }).mailFrom).toBe(mailFrom);
});

test.each([
  "nobody",
  "Desk desk@calls.example",
  "Desk <desk@calls.example",
  "Desk <a@b> <c@d>",
  "Desk <desk@calls.example>\r\nBcc: all@calls.example",
])("no mail comes from %j", (mailFrom) => {
  expect(() => parseEnv({ MAIL_FROM: mailFrom })).toThrow("The environment variable MAIL_FROM must be an address");
});

test.each(["GOOGLE", "LINKEDIN", "GITHUB"])(
  "half of what %s needs is refused, by the name of what is missing",
  (id) => {
    const [name, secret] = [`${id}_CLIENT_ID`, `${id}_CLIENT_SECRET`];
    expect(() => parseEnv({ [name]: "canary" })).toThrow(
      `The environment variable ${secret} must be set when ${name} is.`,
    );
    expect(() => parseEnv({ [secret]: "canary" })).toThrow(
      `The environment variable ${name} must be set when ${secret} is.`,
    );
    expect(() => parseEnv({ [secret]: "canary" })).not.toThrow("canary");
  },
);

test("a provider is there when both halves are set, at its public address or at a given one", () => {
  expect(parseEnv({ GITHUB_BASE_URL: "https://git.example" }).oauth).toEqual({});
  expect(parseEnv({ GITHUB_CLIENT_ID: "a", GITHUB_CLIENT_SECRET: "b" }).oauth.github).toEqual({
    clientId: "a",
    clientSecret: "b",
    baseUrl: "https://github.com",
  });
  const local = { GOOGLE_CLIENT_ID: "a", GOOGLE_CLIENT_SECRET: "b", GOOGLE_ISSUER: "http://localhost:9/" };
  expect(parseEnv(local).oauth.google?.baseUrl).toBe("http://localhost:9");
});

test("a site on HTTPS has one proxy in front unless it is said otherwise, and one on HTTP has none", () => {
  expect(parseEnv({ NEXTAUTH_URL: "https://calls.example" }).trustedProxies).toBe(1);
  expect(parseEnv({}).trustedProxies).toBe(0);
  expect(parseEnv({ NEXTAUTH_URL: "https://calls.example", TRUSTED_PROXIES: "0" }).trustedProxies).toBe(0);
  expect(parseEnv({ TRUSTED_PROXIES: "2" }).trustedProxies).toBe(2);
});
