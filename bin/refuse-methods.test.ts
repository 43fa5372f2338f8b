import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseMethod, refuseUnknownMethods } from "./refuse-methods.mjs";

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (!refuseMethod(request, response)) response.end("served");
  });
  refuseUnknownMethods(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

// A server that listens on a port has an address of this shape.
const portOf = () => (server.address() as AddressInfo).port;

function say(request: string): Promise<string> {
  const socket = connect(portOf(), "127.0.0.1");
  socket.write(request);
  return text(socket);
}
const ask = (line: string) => say(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);

test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s is served", async (method) => {
  expect(await ask(`${method} / HTTP/1.1`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test.each(["TRACE", "TRACK", "CONNECT", "PROPFIND", "PURGE", "M-SEARCH", "BREW", "get"])(
  "%s is answered 405, with what there is",
  async (method) => {
    const answer = await ask(`${method} ${method === "CONNECT" ? "x:22" : "/"} HTTP/1.1`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(answer).toContain("\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n");
  },
);

test.each([
  ["no request", 400],
  ["\u0016\u0003\u0001\u0002 as TLS begins", 400],
  [`GET / HTTP/1.1\r\nX: ${"x".repeat(40_000)}`, 431],
  ["POST / HTTP/1.1\r\nContent-Length: x", 400],
])("%j, which cannot be read, is answered %d", async (line, status) => {
  expect(await ask(line)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

/** Says something and keeps its own side of the connection open. */
async function dial(line: string): Promise<Socket> {
  const socket = connect({ port: portOf(), host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => {});
  await once(socket, "connect");
  await new Promise((resolve) => socket.write(`${line}\r\nHost: x\r\n\r\n`, resolve));
  return socket;
}

test("a client that resets the connection after CONNECT does not end the process", async () => {
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);
  process.on("uncaughtException", onError);
  for (let count = 0; count < 20; count += 1) (await dial("CONNECT x:22 HTTP/1.1")).resetAndDestroy();
  expect(await ask("GET / HTTP/1.1")).toMatch(/^HTTP\/1\.1 200 OK/);
  process.off("uncaughtException", onError);
  expect(errors).toEqual([]);
});

test.each(["CONNECT x:22 HTTP/1.1", "BREW / HTTP/1.1"])(
  "%s keeps no connection of a client that never hangs up",
  async (line) => {
    const socket = await dial(line);
    socket.resume();
    await once(socket, "end");
    const open = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
    await expect.poll(open).toBe(0);
    socket.destroy();
  },
);
