import { once } from "node:events";
import { connect } from "node:net";

export type KeepAliveConnection = {
  /** Sends one ready-made request and resolves with its answer's status. */
  send(request: Buffer): Promise<number>;
  close(): void;
};

const headEnd = "\r\n\r\n";
const lastChunk = Buffer.from("0\r\n\r\n");

/** One connection without any HTTP client on it, so that generating load costs next to nothing. */
export async function openConnection(port: number): Promise<KeepAliveConnection> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await once(socket, "connect");
  let received = Buffer.alloc(0);
  let waiting: { resolve(status: number): void; reject(error: Error): void } | undefined;
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    if (!isWhole(received)) return;
    const status = Number(received.toString("latin1", 9, 12));
    received = Buffer.alloc(0);
    waiting?.resolve(status);
  });
  socket.on("error", (error) => waiting?.reject(error));
  socket.on("close", () => waiting?.reject(new Error("The server closed the connection.")));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close() {
      waiting = undefined;
      socket.destroy();
    },
  };
}

function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf(headEnd);
  if (end === -1) return false;
  const head = answer.toString("latin1", 0, end).toLowerCase();
  if (head.includes("transfer-encoding: chunked")) return answer.subarray(-lastChunk.length).equals(lastChunk);
  const length = /content-length: (\d+)/.exec(head)?.[1];
  return answer.length >= end + headEnd.length + Number(length ?? 0);
}
