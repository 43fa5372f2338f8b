import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

export type TcpProxy = {
  port: number;
  /** Cuts every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Keeps every connection open, and lets nothing through any more; new ones are taken and get no answer. */
  freeze(): void;
  /** Works as at the beginning. */
  heal(): Promise<void>;
  close(): Promise<void>;
};

/** Stands between a program and a server, so that the way between them can fail. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>();
  let isFrozen = false;
  let server: Server | undefined;

  const onConnection = (inner: Socket) => {
    const outer = connect(target);
    const pair: [Socket, Socket] = [inner, outer];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    if (isFrozen) return;
    inner.pipe(outer);
    outer.pipe(inner);
  };
  const listen = async (port: number) => {
    server = createServer(onConnection).listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address ? address.port : port;
  };
  const port = await listen(0);

  const cut = async () => {
    const closing = server;
    server = undefined;
    closing?.close();
    for (const pair of [...pairs]) for (const socket of pair) socket.destroy();
    if (closing) await once(closing, "close");
  };
  return {
    port,
    cut,
    freeze() {
      isFrozen = true;
      for (const [inner, outer] of pairs) {
        inner.unpipe(outer).pause();
        outer.unpipe(inner).pause();
      }
    },
    async heal() {
      isFrozen = false;
      await cut();
      await listen(port);
    },
    close: cut,
  };
}
