import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localEncryptionKey, localSecrets } from "./local-secrets";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "callwright-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test("secrets are made once and are the same at every later start", async () => {
  const made = await localSecrets(path.join(dataDir, "deep/er"));
  expect(await localSecrets(path.join(dataDir, "deep/er"))).toEqual(made);
  expect(new Set(Object.values(made)).size).toBe(5);
});

test("the key of the database on this machine is 32 bytes, the same at every start and no other secret", async () => {
  const secrets = await localSecrets(dataDir);
  expect(localEncryptionKey(secrets)).toMatch(/^[0-9a-f]{64}$/);
  expect(localEncryptionKey(await localSecrets(dataDir))).toBe(localEncryptionKey(secrets));
  expect(localEncryptionKey({ databasePassword: "another" })).not.toBe(localEncryptionKey(secrets));
});

test("only the owner can read the file, and nothing else is left beside it", async () => {
  await localSecrets(dataDir);
  expect((await stat(path.join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(["secrets.json"]);
});

test("first starts at the same moment agree", async () => {
  const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => localSecrets(dataDir)));
  for (const other of others) expect(other).toEqual(first);
});

test.each(["", "{}", "not json"])("a damaged file (%j) is named and never replaced", async (content) => {
  const file = path.join(dataDir, "secrets.json");
  await writeFile(file, content);
  await expect(localSecrets(dataDir)).rejects.toThrow(`${file} is damaged`);
});
