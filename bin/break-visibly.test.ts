import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breakVisibly } from "./break-visibly.mjs";

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    breakVisibly(request, response);
    response.write("half of it");
    if (request.url === "/whole") response.end();
    else setTimeout(() => response.destroy(new Error("The rest is gone")), 20);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function ask(path: string, version: string): Promise<string> {
  // A server that listens on a port has an address of this shape.
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(`GET ${path} HTTP/${version}\r\nHost: x\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

test("a broken response can be distinguished from a complete one, in both HTTP versions", async () => {
  expect(await ask("/whole", "1.0")).toMatch(/half of it$/);
  await expect(ask("/broken", "1.0")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await ask("/whole", "1.1")).toMatch(/\r\n0\r\n\r\n$/);
  expect(await ask("/broken", "1.1")).not.toMatch(/\r\n0\r\n\r\n$/);
});
