import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { AppError } from "./errors";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const mebibyte = 1024 * 1024;

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL that begins with ${protocols.map((protocol) => (protocol === "mailto:" ? protocol : `${protocol}//`)).join(" or ")}`,
  });

const integer = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, { message })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { message });
};

const flag = z
  .enum(["0", "1", "true", "false"], { error: "must be 1 or 0" })
  .transform((value) => value === "1" || value === "true");

const list = z.string().transform((value): readonly string[] =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);

/** `Name <mailbox@host>` or a bare address, on one line. */
const mailbox = z
  .string()
  .regex(/^(?:[^<>\p{Cc}]+ <[^<>@\s\p{Cc}]+@[^<>@\s\p{Cc}]+>|[^<>@\s\p{Cc}]+@[^<>@\s\p{Cc}]+)$/u, {
    message: "must be an address, or a name with the address in <>",
  });

const encryptionKey = z
  .string()
  .transform((value) => Buffer.from(value, /^[0-9a-fA-F]{64}$/.test(value) ? "hex" : "base64"))
  .refine((key) => key.length === 32, { message: "must be 32 bytes in base64 or hex" });

const oauthIds = ["GOOGLE", "LINKEDIN", "GITHUB"] as const;

const schema = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  DATABASE_DIRECT_URL: url(["postgres:", "postgresql:"]).optional(),
  DATABASE_POOL_MAX: integer(2, 500).default(10),
  PORT: integer(1, 65_535).default(3000),
  DATA_DIR: z.string().default(".data"),
  STORAGE_DIR: z.string().optional(),
  DEMO: flag.optional(),
  DEMO_PASSWORD: z
    .string()
    .min(8, { error: "must have at least 8 characters" })
    .refine((value) => Buffer.byteLength(value) <= 72, { message: "must have at most 72 bytes" })
    .optional(),
  ADMIN_PASSWORD: z.string().optional(),
  ELEVENLABS_API_KEY: z.string().optional(),
  ELEVENLABS_BASE_URL: url(["http:", "https:"]).optional(),
  ELEVENLABS_WEBHOOK_SECRET: list.optional(),
  SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  MAIL_FROM: mailbox.optional(),
  LOCAL_MAIL_DIR: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(16, { error: "must have at least 16 characters" }).optional(),
  NEXTAUTH_URL: url(["http:", "https:"]).optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_ISSUER: url(["http:", "https:"]).default("https://accounts.google.com"),
  LINKEDIN_CLIENT_ID: z.string().optional(),
  LINKEDIN_CLIENT_SECRET: z.string().optional(),
  LINKEDIN_ISSUER: url(["http:", "https:"]).default("https://www.linkedin.com/oauth"),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  GITHUB_BASE_URL: url(["http:", "https:"]).default("https://github.com"),
  TRUSTED_PROXIES: integer(0, 10).optional(),
  CONFIG_ENCRYPTION_KEY: encryptionKey.optional(),
  SECURITY_CONTACT: url(["mailto:", "https:"]).optional(),
  WEBHOOK_BODY_BYTES_MAX: integer(1024, 512 * mebibyte).default(64 * mebibyte),
  WEBHOOK_AGE_SECONDS_MAX: integer(60, 86_400).default(3600),
  METRICS_TOKEN: z.string().min(16, { error: "must have at least 16 characters" }).optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("info"),
});

export type Env = ReturnType<typeof parseEnv>;

/**
 * Reads and checks the environment; an empty value counts as unset.
 * @throws AppError BAD_REQUEST with one sentence that names the first wrong variable, never its value.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError("BAD_REQUEST", `The environment variable ${issue?.path.join(".")} ${issue?.message}.`);
  }
  const value = parsed.data;
  if (value.ELEVENLABS_API_KEY && !value.ELEVENLABS_WEBHOOK_SECRET?.length) {
    throw new AppError(
      "BAD_REQUEST",
      "The environment variable ELEVENLABS_WEBHOOK_SECRET must be set when ELEVENLABS_API_KEY is: it is the secret of that account's webhook.",
    );
  }
  for (const id of oauthIds) requireBoth(value, `${id}_CLIENT_ID`, `${id}_CLIENT_SECRET`);
  if (value.DATABASE_DIRECT_URL && !value.DATABASE_URL) {
    throw new AppError(
      "BAD_REQUEST",
      "The environment variable DATABASE_URL must be set when DATABASE_DIRECT_URL is: without a pooler it is the only one.",
    );
  }
  const dataDir = path.resolve(value.DATA_DIR);
  const nextAuthUrl = value.NEXTAUTH_URL ?? `http://localhost:${value.PORT}`;
  return {
    isDevelopment: value.NODE_ENV === "development",
    databaseUrl: value.DATABASE_URL,
    /** The server itself, where `databaseUrl` leads to a pooler that gives each transaction another connection. */
    databaseDirectUrl: value.DATABASE_DIRECT_URL,
    /** Connections of one process's shared pool. */
    databasePoolMax: value.DATABASE_POOL_MAX,
    port: value.PORT,
    /** Absolute. */
    dataDir,
    /** Absolute; recordings lie below it. */
    storageDir: path.resolve(value.STORAGE_DIR ?? path.join(dataDir, "storage")),
    /** Demo data is made on the embedded database unless `DEMO=0`, and elsewhere only with `DEMO=1`. */
    isDemo: value.DEMO ?? value.DATABASE_URL === undefined,
    demoPassword: value.DEMO_PASSWORD,
    /** The password of the account that `npm run admin:create` creates. */
    adminPassword: value.ADMIN_PASSWORD,
    elevenlabsApiKey: value.ELEVENLABS_API_KEY,
    elevenlabsBaseUrl: value.ELEVENLABS_BASE_URL,
    /** Any of them may have signed a webhook: several while a secret is rotated. */
    elevenlabsWebhookSecrets: value.ELEVENLABS_WEBHOOK_SECRET ?? [],
    smtpUrl: value.SMTP_URL,
    /** Whom mails come from. */
    mailFrom: value.MAIL_FROM ?? `Callwright <no-reply@${new URL(nextAuthUrl).hostname}>`,
    /** Where the stand-in that `npm start` runs keeps its mails; unset when a real server sends them. */
    localMailDir: value.LOCAL_MAIL_DIR,
    nextAuthSecret: value.NEXTAUTH_SECRET,
    nextAuthUrl,
    /** Other providers with which people may sign in, those that are configured. */
    oauth: {
      google: oauthClient(value.GOOGLE_CLIENT_ID, value.GOOGLE_CLIENT_SECRET, value.GOOGLE_ISSUER),
      linkedin: oauthClient(value.LINKEDIN_CLIENT_ID, value.LINKEDIN_CLIENT_SECRET, value.LINKEDIN_ISSUER),
      github: oauthClient(value.GITHUB_CLIENT_ID, value.GITHUB_CLIENT_SECRET, value.GITHUB_BASE_URL),
    },
    /** The number of trusted proxies in front of this server; one if the site is on HTTPS. */
    trustedProxies: value.TRUSTED_PROXIES ?? (nextAuthUrl.startsWith("https://") ? 1 : 0),
    /** 32 bytes for the sensitive settings, which can be neither read nor written without it. */
    configEncryptionKey: value.CONFIG_ENCRYPTION_KEY,
    /** Where vulnerabilities are reported to; without it there is no security.txt. */
    securityContact: value.SECURITY_CONTACT,
    webhookBodyBytesMax: value.WEBHOOK_BODY_BYTES_MAX,
    webhookAgeSecondsMax: value.WEBHOOK_AGE_SECONDS_MAX,
    /** The bearer token of the metrics; without it they are disabled. */
    metricsToken: value.METRICS_TOKEN,
    logLevel: value.LOG_LEVEL,
  };
}

/** A provider's base URL, without a trailing slash, and our client credentials there. */
export type OauthClient = { clientId: string; clientSecret: string; baseUrl: string };

function oauthClient(clientId: string | undefined, clientSecret: string | undefined, baseUrl: string) {
  const client: OauthClient | undefined =
    clientId && clientSecret ? { clientId, clientSecret, baseUrl: baseUrl.replace(/\/+$/, "") } : undefined;
  return client;
}

function requireBoth<K extends string>(value: { [P in K]?: string | undefined }, first: K, second: K): void {
  if (Boolean(value[first]) === Boolean(value[second])) return;
  const [missing, given] = value[first] ? [second, first] : [first, second];
  throw new AppError("BAD_REQUEST", `The environment variable ${missing} must be set when ${given} is.`);
}

let cached: Env | undefined;

/** The environment of this process, read once. */
export function loadEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Whether npm runs this program, which puts a shell between the two. */
export function isRunByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/** Adds the variables of `.env` in the working directory that are not set yet. */
export function readEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** Sets variables for this process and its children, in place of what was unset, and rereads the environment. */
export function provideEnv(values: Readonly<Record<string, string>>): Env {
  Object.assign(process.env, values);
  cached = parseEnv(process.env);
  return cached;
}

/** This process's variables overridden by `changes`, for a child. */
export function childEnv(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
