import pg from "pg";

/**
 * A connection of its own, for what is done outside of the pools; whoever opens it ends it.
 * One that breaks between two statements is told by the next, which rejects: without a listener it would end the process.
 * @throws pg's error where the server cannot be reached or refuses.
 */
export async function openClient(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  client.on("error", () => {});
  await client.connect();
  return client;
}
