import { parseArgs } from "node:util";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { generateHistory } from "./history/generate-history";
import { migrate } from "./migrate";
import { runAsCommand } from "./tools/run-as-command";

runAsCommand(import.meta.filename, async () => {
  const size = readSize();
  const { databaseUrl } = loadEnv();
  if (!databaseUrl) throw new AppError("BAD_REQUEST", "Set DATABASE_URL to the empty database that is to be filled.");
  await migrate(databaseUrl);
  const startedMs = Date.now();
  await generateHistory(databaseUrl, size, console.log);
  console.log(
    `Made ${size.calls} calls of ${size.tenants} tenants in ${Math.round((Date.now() - startedMs) / 1000)} s.`,
  );
});

function readSize() {
  try {
    const { values } = parseArgs({
      options: {
        calls: { type: "string" },
        tenants: { type: "string", default: "200" },
        transcripts: { type: "boolean", default: false },
      },
    });
    return { calls: Number(values.calls), tenants: Number(values.tenants), hasTranscripts: values.transcripts };
  } catch {
    throw new AppError("BAD_REQUEST", "Usage: npm run db:generate -- --calls 5000000 [--tenants 200] [--transcripts]");
  }
}
