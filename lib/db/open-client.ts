import pg from "pg";

/**
 * A separate connection, outside of the pools; the caller ends it. If it breaks between two statements, the next one rejects: without a
 * listener the error would end the process.
 * @throws pg's error where the server cannot be reached or refuses.
 */
export async function openClient(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  client.on("error", () => {});
  await client.connect();
  return client;
}
