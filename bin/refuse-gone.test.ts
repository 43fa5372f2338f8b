import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseGone } from "./refuse-gone.mjs";

let server: Server;
const served: (string | undefined)[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    if (refuseGone(request)) return;
    served.push(request.socket.remoteAddress);
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a client that resets the connection right after its request is not served under an address of its choice", async () => {
  for (let count = 0; count < 20; count += 1) await resetAfter("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  // Connections are read in the order in which they came.
  expect((await fetch(`http://127.0.0.1:${portOf(server)}`)).status).toBe(200);
  expect(served.length).toBeGreaterThan(0);
  expect(served.filter((address) => address !== "127.0.0.1")).toEqual([]);
});

async function resetAfter(request: string): Promise<void> {
  const socket = connect(portOf(server), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  await new Promise((resolve) => socket.write(request, resolve));
  socket.resetAndDestroy();
}

// A server that listens on a port has an address of this shape.
const portOf = (listening: Server) => (listening.address() as AddressInfo).port;
