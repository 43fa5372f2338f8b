import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

/** Nothing that is still being written rests for so long. */
const restMsMax = 3_600_000;

/** Removes what processes that were killed had begun to write into a folder; one that does not exist holds nothing. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(".part"))) {
    const file = path.join(folder, name);
    // Another process may have removed or finished it meanwhile.
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > restMsMax) await rm(file, { force: true });
  }
}
