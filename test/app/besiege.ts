import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const mebibyte = 1024 * 1024;
const againMs = 1_000;

/** Together 256 MiB but for 600 bytes: anyone who adds up what is being received has no room for a small event any more. */
const first = [63 * mebibyte, 63 * mebibyte, 63 * mebibyte, 63 * mebibyte, 3 * mebibyte, mebibyte - 600];
const others = [3 * mebibyte, mebibyte - 600, 63 * mebibyte, 2 * mebibyte];

export type Siege = {
  /** How many connections were ended by the server so far. */
  thrownOut(): number;
  stop(): Promise<void>;
};

/**
 * So many strangers at once, from eight places, each of whom says that 64 MiB come, brings some of them under a signature that nobody
 * made, is silent from then on, and begins again whenever he is thrown out. Resolves once the first have brought what they have.
 */
export async function besiege(port: number, strangers: number): Promise<Siege> {
  const stopping = new AbortController();
  const held = new Set<Socket>();
  let thrownOut = 0;
  const hold = async (index: number) => {
    const bytes = first[index] ?? others[index % others.length] ?? mebibyte;
    const socket = await holdBody(port, `198.51.100.${index % 8}`, bytes, (open) => held.add(open));
    const over = socket.closed ? Promise.resolve() : once(socket, "close");
    return { over: over.then(() => held.delete(socket)) };
  };
  const goOn = async (index: number, begun: Awaited<ReturnType<typeof hold>>) => {
    for (let current = begun; ; current = await hold(index)) {
      await current.over;
      if (stopping.signal.aborted) return;
      thrownOut += 1;
      await sleep(againMs);
    }
  };
  const work: Promise<void>[] = [];
  for (let index = 0; index < strangers; index += 1) {
    if (index < first.length) work.push(goOn(index, await hold(index)));
    else work.push(hold(index).then((begun) => goOn(index, begun)));
  }
  return {
    thrownOut: () => thrownOut,
    async stop() {
      stopping.abort();
      const over = Promise.all(work);
      let isOver = false;
      over.finally(() => {
        isOver = true;
      });
      while (!isOver) {
        for (const socket of held) socket.destroy();
        await sleep(10);
      }
      await over;
    },
  };
}

/** Brings exactly so many bytes of a body of 64 MiB and holds the connection; resolves when they are sent or the connection has ended. */
export async function holdBody(
  port: number,
  place: string,
  bytes: number,
  onOpen: (socket: Socket) => void = () => {},
): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  onOpen(socket);
  socket.on("error", () => {});
  // Every response is read, or the end of the connection would not be detected.
  socket.resume();
  const head = [
    "POST /api/webhooks/elevenlabs HTTP/1.1",
    "Host: localhost",
    `X-Forwarded-For: ${place}`,
    `ElevenLabs-Signature: t=${Math.floor(Date.now() / 1000)},v0=${"ab".repeat(32)}`,
    `Content-Length: ${64 * mebibyte}`,
  ];
  const start = '{"type":"post_call_audio"';
  socket.write(`${head.join("\r\n")}\r\n\r\n${start}`);
  const piece = Buffer.alloc(64 * 1024, " ");
  for (let left = bytes - start.length; left > 0 && !socket.destroyed; left -= piece.length) {
    if (!socket.write(piece.subarray(0, left))) await untilDrained(socket);
  }
  return socket;
}

function untilDrained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    if (socket.destroyed) done();
    else socket.on("drain", done).on("close", done);
  });
}
