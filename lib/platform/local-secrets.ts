import { hkdfSync, randomBytes, randomInt } from "node:crypto";
import { chmod, link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "./errors";

const LocalSecrets = z.object({
  nextAuthSecret: z.string().min(32),
  elevenlabsWebhookSecret: z.string().min(16),
  elevenlabsApiKey: z.string().min(16),
  demoPassword: z.string().min(8),
  databasePassword: z.string().min(16),
});
export type LocalSecrets = z.infer<typeof LocalSecrets>;

/**
 * The secrets of the parts that run on this machine, made at the first start in `<dataDir>/secrets.json` (mode 0600) and read ever after.
 * @throws AppError INTERNAL when the file exists and cannot be used: replacing it would lock its owner out of the data.
 */
export async function localSecrets(dataDir: string): Promise<LocalSecrets> {
  const file = path.join(dataDir, "secrets.json");
  const kept = await read(file);
  if (kept) return kept;

  await mkdir(dataDir, { recursive: true });
  const made = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(made, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600 });
  await chmod(made, 0o600);
  // `link` refuses to replace a file, so of two first starts at once both end up with the same secrets.
  await link(made, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(made);
  return localSecrets(dataDir);
}

/** The CONFIG_ENCRYPTION_KEY of the database on this machine, in hex. It follows from its password, so older folders have one, too. */
export function localEncryptionKey({ databasePassword }: Pick<LocalSecrets, "databasePassword">): string {
  return Buffer.from(hkdfSync("sha256", databasePassword, "callwright", "settings encryption", 32)).toString("hex");
}

async function read(file: string): Promise<LocalSecrets | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new AppError("INTERNAL", `The file ${file} cannot be read by this user.`, { cause: error });
  }
  const parsed = LocalSecrets.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AppError(
    "INTERNAL",
    `The file ${file} is damaged: restore it from a backup, or delete the data folder to start over.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function makeSecrets(): LocalSecrets {
  return {
    nextAuthSecret: randomBytes(32).toString("base64url"),
    elevenlabsWebhookSecret: `wsec_${randomBytes(32).toString("hex")}`,
    elevenlabsApiKey: `sk_local_${randomBytes(16).toString("hex")}`,
    demoPassword: readablePassword(),
    databasePassword: randomBytes(24).toString("base64url"),
  };
}

/** Twelve characters that nobody mistakes for one another, in groups of four: 59 bits. */
function readablePassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return [group(), group(), group()].join("-");
}
