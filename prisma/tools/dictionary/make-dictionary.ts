import path from "node:path";
import { Client } from "pg";
import { migrate } from "../../migrate";
import { createScratchDatabase } from "../scratch-database";
import { type Dictionary, readDictionary } from "./read-dictionary";
import { renderDictionary } from "./render-dictionary";

export const dictionaryFile = path.join(import.meta.dirname, "../../../docs/data-dictionary.md");

/** Migrates a database of its own on the server of `serverUrl`, and says in Markdown what it holds. */
export async function makeDictionary(serverUrl: string): Promise<{ dictionary: Dictionary; text: string }> {
  const database = await createScratchDatabase(serverUrl);
  const client = new Client({ connectionString: database.connectionString });
  try {
    await migrate(database.connectionString);
    await client.connect();
    const dictionary = await readDictionary(client);
    return { dictionary, text: renderDictionary(dictionary) };
  } finally {
    await client.end();
    await database.drop();
  }
}
