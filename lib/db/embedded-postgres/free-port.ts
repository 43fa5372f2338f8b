import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";

/** The port remembered in `file` while it is free, otherwise another free one, remembered from then on. */
export async function freePort(file: string): Promise<number> {
  const remembered = Number(await readFile(file, "utf8").catch(() => "0"));
  if (remembered > 0 && remembered < 65_536 && (await tryPort(remembered))) return remembered;
  const port = await tryPort(0);
  if (!port) throw new Error("The machine gave no free port on 127.0.0.1");
  await writeFile(file, `${port}\n`);
  return port;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
