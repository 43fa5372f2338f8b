import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";

export type MailSimulator = { url: string; stop(): Promise<void> };

type Options = {
  /** Every accepted message becomes one `.eml` file in it, newest last by name. */
  folder: string;
  keptMax?: number;
};

const messageBytesMax = 10 * 1024 * 1024;

/** A mail server on 127.0.0.1 which accepts everything for everyone and delivers it to a folder. */
export async function startMailSimulator({ folder, keptMax = 200 }: Options): Promise<MailSimulator> {
  await mkdir(folder, { recursive: true });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    size: messageBytesMax,
    logger: false,
    closeTimeout: 500,
    onAuth: (_auth, _session, done) => done(null, { user: "local" }),
    onData: (stream, _session, done) => {
      keep(stream, folder, keptMax).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  });
  // A client that hangs up in the middle is no reason to end.
  server.on("error", () => undefined);
  const port = await listen(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** Written aside and then renamed, so that a reader never meets half a message. */
async function keep(stream: SMTPServerDataStream, folder: string, keptMax: number): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw Object.assign(new Error("The message is larger than 10 MB"), { responseCode: 552 });

  const name = `${new Date().toISOString().replaceAll(/\D/g, "")}-${randomUUID()}`;
  await writeFile(path.join(folder, `${name}.part`), Buffer.concat(chunks), { mode: 0o600 });
  await rename(path.join(folder, `${name}.part`), path.join(folder, `${name}.eml`));

  const kept = (await readdir(folder)).filter((file) => file.endsWith(".eml")).sort();
  for (const old of kept.slice(0, Math.max(0, kept.length - keptMax)))
    await rm(path.join(folder, old), { force: true });
}
