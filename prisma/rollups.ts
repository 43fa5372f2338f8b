import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/platform/errors";
import { objectsFolder } from "./tools/list-objects";
import { renderRollups } from "./tools/rollups/render-rollups";
import { runAsCommand } from "./tools/run-as-command";

runAsCommand(import.meta.filename, async () => {
  const [command] = process.argv.slice(2);
  if (command !== "write") throw new AppError("BAD_REQUEST", "Use: npm run db:rollups -- write");
  for (const [name, sql] of Object.entries(renderRollups())) {
    const file = path.join(objectsFolder, name);
    if (read(file) === sql) continue;
    writeFileSync(file, sql);
    console.log(`Wrote prisma/objects/${name}`);
  }
});

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
