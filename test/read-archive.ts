import { buffer } from "node:stream/consumers";
import { fromBufferPromise } from "yauzl";

/**
 * The files of a ZIP by their names, as text with its byte order mark.
 * @throws for one that says two things of itself, or that is cut off.
 */
export async function readArchive(bytes: Uint8Array): Promise<Record<string, string>> {
  const archive = await fromBufferPromise(Buffer.from(bytes));
  const files: Record<string, string> = {};
  for await (const entry of archive.eachEntry())
    files[entry.fileName] = (await buffer(await archive.openReadStreamPromise(entry))).toString("utf8");
  return files;
}
