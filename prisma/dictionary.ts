import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { dictionaryFile, makeDictionary } from "./tools/dictionary/make-dictionary";
import { runAsCommand } from "./tools/run-as-command";

runAsCommand(import.meta.filename, async () => {
  const [command] = process.argv.slice(2);
  if (command !== "write" && command !== "check") {
    throw new AppError("BAD_REQUEST", "Usage: npm run db:dictionary -- write, or: npm run db:dictionary -- check");
  }
  const text = await makeText();
  const isSame = existsSync(dictionaryFile) && readFileSync(dictionaryFile, "utf8") === text;
  if (command === "write" && !isSame) {
    writeFileSync(dictionaryFile, text);
    console.log("Wrote docs/data-dictionary.md");
    return;
  }
  if (!isSame) {
    throw new AppError(
      "CONFLICT",
      "docs/data-dictionary.md is not what the database says: npm run db:dictionary -- write",
    );
  }
  console.log("docs/data-dictionary.md is what the database says.");
});

async function makeText(): Promise<string> {
  const { databaseUrl } = loadEnv();
  const server = databaseUrl ? undefined : await startThrowawayPostgres();
  try {
    return (await makeDictionary(databaseUrl ?? server?.connectionString ?? "")).text;
  } finally {
    await server?.stop();
  }
}
